namespace TraceKit.Redaction;

/// <summary>Finds e-mail addresses: a mailbox, <c>@</c>, and one to four names with dots between them and a last one of letters.</summary>
internal static class Mailboxes
{
    private const int LongestMailbox = 64;
    private const int LongestName = 63;
    private const int LongestLastName = 24;
    private const int MostNames = 5;

    private static readonly CharacterSet Mailbox = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-");

    public static Extent Next(ReadOnlySpan<byte> text, int from)
    {
        int at = from;
        for (int length = text[at..].IndexOf((byte)'@'); length >= 0; length = text[at..].IndexOf((byte)'@'))
        {
            at += length + 1;
            int start = at - 1;
            while (start > from && at - start <= LongestMailbox && Mailbox.Has(text[start - 1]))
            {
                start--;
            }

            if (start < at - 1 && DomainEnd(text, at) is > 0 and int end)
            {
                return new Extent(start, end);
            }
        }

        return new Extent(0, 0, Holds: false);
    }

    /// <summary>Where the longest domain ends that begins here, or 0.</summary>
    private static int DomainEnd(ReadOnlySpan<byte> text, int start)
    {
        int end = 0;
        for (int names = 0, at = start; names < MostNames; names++)
        {
            int name = at;
            int letters = 0;
            while (at < text.Length && at - name <= LongestName && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == (byte)'-'))
            {
                letters += letters == at - name && char.IsAsciiLetter((char)text[at]) ? 1 : 0;
                at++;
            }

            int length = at - name;
            end = names > 0 && letters is >= 2 and <= LongestLastName && EndsWord(text, name + letters) ? name + letters : end;
            if (length is 0 or > LongestName || at == text.Length || text[at] != (byte)'.')
            {
                break;
            }

            at++;
        }

        return end;
    }

    private static bool EndsWord(ReadOnlySpan<byte> text, int at) => at == text.Length || !(char.IsAsciiDigit((char)text[at]) || text[at] == (byte)'_');
}
