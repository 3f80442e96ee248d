using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Reads a private key from the end of its BEGIN line on.</summary>
internal static class PemReach
{
    private const string Rule = "-----";
    private const int LeastKeyText = 16;
    private const int FullLine = 40;

    private static readonly SearchValues<char> KeyText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n\\");

    public static Extent Whole(string text, Extent match)
    {
        int next = text.AsSpan(match.End).IndexOf(Rule);
        if (next >= 0)
        {
            int rule = match.End + next;
            if (text.AsSpan(rule).StartsWith("-----END ", StringComparison.Ordinal))
            {
                int label = rule + "-----END ".Length;
                int closing = text.AsSpan(label, Math.Min(64, text.Length - label)).IndexOf(Rule);
                return new Extent(match.Start, closing < 0 ? label : label + closing + Rule.Length);
            }
        }

        int end = LinesEnd(text, match.End);
        return new Extent(match.Start, end, Holds: end > match.End);
    }

    /// <summary>The end of the lines that look like a key: full ones, and one short one after them.</summary>
    private static int LinesEnd(string text, int from)
    {
        int end = from;
        int least = LeastKeyText;
        for (int at = from; ; )
        {
            int start = SecretReach.RunEnd(text, at, Between);
            at = SecretReach.RunEnd(text, start, KeyText);
            if (at - start < least)
            {
                return end;
            }

            end = at;
            least = at - start >= FullLine ? 1 : int.MaxValue;
        }
    }
}
