namespace TraceKit.Redaction;

/// <summary>Runs of text that may be base64, base64url or hex of a whole secret.</summary>
internal static class EncodedRuns
{
    /// <summary>The shortest run that is looked into: the base64 of a secret of 20 characters.</summary>
    public const int Shortest = 27;

    private static readonly CharacterSet Alphabet = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    /// <summary>The next run at or after <paramref name="from"/>; its length is 0 when there is none.</summary>
    public static (int Start, int Length) Next(ReadOnlySpan<byte> text, int from) => Alphabet.NextRun(text, from, Shortest);

    /// <summary>Whether a run is one character again and again; it decodes to three bytes again and again.</summary>
    public static bool IsRepeated(ReadOnlySpan<byte> run) => run[1..].SequenceEqual(run[..^1]);
}
