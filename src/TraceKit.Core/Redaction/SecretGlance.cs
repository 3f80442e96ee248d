using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>A look at the bytes around a keyword that says whether a rule is worth trying; may be wrong only by saying yes.</summary>
/// <param name="text">JSON, or text of which each character is a byte.</param>
/// <param name="start">Where the keyword begins.</param>
/// <param name="end">Where it ends.</param>
internal delegate bool SecretGlance(ReadOnlySpan<byte> text, int start, int end);

/// <summary>The glances of the built-in rules.</summary>
internal static class SecretGlances
{
    private const int LongestEscape = 6;
    private const int FarthestValue = 48;
    private const int LongestUser = 1024;

    private static readonly SearchValues<byte> EscapeMarks = SearchValues.Create("\\%"u8);
    private static readonly SearchValues<byte> AuthorityEnds = SearchValues.Create("@/?#\"'<>[]{} \t\r\n\\"u8);

    /// <summary>The keyword does not go on with a word, unless what is before it is an escape.</summary>
    public static bool Token(ReadOnlySpan<byte> text, int start, int end)
    {
        _ = end;
        return start == 0
            || !char.IsAsciiLetterOrDigit((char)text[start - 1])
            || text[Math.Max(0, start - LongestEscape)..start].ContainsAny(EscapeMarks);
    }

    /// <summary>As <see cref="Token"/>, and so many characters of a set follow.</summary>
    public static SecretGlance TokenOf(CharacterSet characters, int least) => (text, start, end) => Token(text, start, end) && characters.Begins(text[end..], least);

    /// <summary>After the keyword come quotes, space and escapes, and then <c>:</c> or <c>=</c>.</summary>
    public static bool Assignment(ReadOnlySpan<byte> text, int start, int end)
    {
        _ = start;
        if (text[end - 1] == (byte)'=')
        {
            return true;
        }

        bool escaped = false;
        for (int at = end; at < text.Length && at < end + FarthestValue; at++)
        {
            byte character = text[at];
            if (character is (byte)':' or (byte)'=' || character > 0x7F || (escaped && character is (byte)'u' or (byte)'x'))
            {
                return true;
            }

            bool passes = character is (byte)'"' or (byte)'\'' or (byte)'\\' or <= (byte)' ' || (escaped && character is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'f' or (byte)'v');
            if (!passes)
            {
                return false;
            }

            escaped = character == (byte)'\\';
        }

        return false;
    }

    /// <summary>Five hyphens stand before the keyword.</summary>
    public static bool Pem(ReadOnlySpan<byte> text, int start, int end)
    {
        _ = end;
        return text[..start].EndsWith("-----"u8);
    }

    /// <summary>There is an <c>@</c> before the host's end.</summary>
    public static bool UserInUrl(ReadOnlySpan<byte> text, int start, int end)
    {
        _ = start;
        ReadOnlySpan<byte> rest = text.Slice(end, Math.Min(text.Length - end, LongestUser));
        int stop = rest.IndexOfAny(AuthorityEnds);
        return stop >= 0 && (rest[stop] == (byte)'@' || (rest[stop] == (byte)'\\' && stop + 1 < rest.Length && rest[stop + 1] == (byte)'u'));
    }
}
