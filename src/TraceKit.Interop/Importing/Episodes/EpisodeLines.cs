namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Cuts an <c>events.jsonl</c> into its lines. A blank line is none.</summary>
internal static class EpisodeLines
{
    public static List<EpisodeLineResult> Read(SourceFile source)
    {
        var lines = new List<EpisodeLineResult>();
        int number = 0;
        for (int start = source.Start; start < source.Bytes.Length;)
        {
            number++;
            int length = source.Bytes.AsSpan(start).IndexOf((byte)'\n');
            bool whole = length >= 0;
            length = whole ? length : source.Bytes.Length - start;
            ReadOnlySpan<byte> text = source.Bytes.AsSpan(start, length).TrimEnd(" \t\r"u8);
            if (!text.IsEmpty)
            {
                lines.Add(Read(new SourceSlice(source, start, text.Length), number, whole));
            }

            start += length + 1;
        }

        return lines;
    }

    private static EpisodeLineResult Read(SourceSlice slice, int number, bool whole)
    {
        EpisodeLine? line = EpisodeLine.Read(slice, number, out Refusal? refusal);
        if (!whole && refusal is { Reason: "not_json" })
        {
            refusal = refusal with { Rule = ImportRules.Torn, Reason = "torn", Message = $"the last line is half written: {refusal.Message}" };
        }

        return new EpisodeLineResult(number, line, refusal);
    }
}
