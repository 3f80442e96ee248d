namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Reads the lines of an <c>events.jsonl</c>.</summary>
internal static class EpisodeLines
{
    public static List<EpisodeLineResult> Read(SourceFile source) => [.. SourceLine.Cut(source).Select(Read)];

    private static EpisodeLineResult Read(SourceLine line)
    {
        EpisodeLine? read = EpisodeLine.Read(line.Slice, line.Number, out Refusal? refusal);
        return new EpisodeLineResult(line.Number, read, line.Judge(refusal));
    }
}
