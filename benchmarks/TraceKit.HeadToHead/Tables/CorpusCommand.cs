using System.Globalization;
using TraceKit.Corpus;

namespace TraceKit.HeadToHead.Tables;

/// <summary>Writes a corpus from the command line.</summary>
internal static class CorpusCommand
{
    public static int Run(string folder, string megabytes, ReadOnlySpan<string> rest, TextWriter output)
    {
        int seed = rest.IsEmpty ? 1 : int.Parse(rest[0], CultureInfo.InvariantCulture);
        CorpusSize size = EpisodeCorpus.Write(folder, long.Parse(megabytes, CultureInfo.InvariantCulture) * 1_000_000, seed);
        output.WriteLine(FormattableString.Invariant($"{size.Runs:N0} runs, {size.Events:N0} events, {size.Bytes:N0} bytes in {folder}"));
        return 0;
    }
}
