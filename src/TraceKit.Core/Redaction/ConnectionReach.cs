using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Reads the value of <c>name=value</c> when another pair stands before or after it, as in a connection string.</summary>
internal static class ConnectionReach
{
    private const int LongestName = 32;

    private static readonly SearchValues<char> Ends = SearchValues.Create(";\"' \t\r\n[]{}\\");
    private static readonly SearchValues<char> Breaks = SearchValues.Create(";\"'\r\n()\\");

    public static Extent Value(string text, Extent match)
    {
        int start = match.End - 1;
        int length = text.AsSpan(start).IndexOfAny(Ends);
        int end = length < 0 ? text.Length : start + length;
        bool follows = text.AsSpan(0, match.Start).TrimEnd(' ').EndsWith(";", StringComparison.Ordinal);
        return new Extent(start, end, follows || PairBegins(text, end));
    }

    private static bool PairBegins(string text, int at)
    {
        if (at >= text.Length || text[at] != ';')
        {
            return false;
        }

        ReadOnlySpan<char> next = text.AsSpan(at + 1, Math.Min(LongestName, text.Length - at - 1)).TrimStart(' ');
        int equals = next.IndexOf('=');
        return equals > 0 && char.IsAsciiLetter(next[0]) && !next[..equals].ContainsAny(Breaks);
    }
}
