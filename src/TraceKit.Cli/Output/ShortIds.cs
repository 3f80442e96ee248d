namespace TraceKit.Cli.Output;

/// <summary>How much of an id must be shown to tell it from the others.</summary>
internal static class ShortIds
{
    private const int Least = 8;

    public static int Length(IReadOnlyCollection<string> ids)
    {
        string[] sorted = [.. ids.Order(StringComparer.Ordinal)];
        int length = Least;
        for (int i = 1; i < sorted.Length; i++)
        {
            length = Math.Max(length, sorted[i].AsSpan().CommonPrefixLength(sorted[i - 1]) + 1);
        }

        return length;
    }
}
