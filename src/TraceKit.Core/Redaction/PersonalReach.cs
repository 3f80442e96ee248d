using System.Buffers;

namespace TraceKit.Redaction;

/// <summary>Reads addresses, cards and accounts from the part that proves them.</summary>
internal static class PersonalReach
{
    private const int LongestMailbox = 64;

    private static readonly SearchValues<char> MailboxText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-");

    /// <summary>Lengths by country, from the registry of ISO 13616.</summary>
    public const string AccountLengths =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28" +
        "HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25" +
        "QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";

    public static Extent Mailbox(string text, Extent match)
    {
        int floor = Math.Max(0, match.Start - LongestMailbox);
        int before = text.AsSpan(floor, match.Start - floor).LastIndexOfAnyExcept(MailboxText);
        int start = floor + before + 1;
        return match with { Start = start, Holds = start < match.Start };
    }

    public static Extent Card(string text, Extent match)
    {
        bool fraction = match.Start > 0 && text[match.Start - 1] is '.' or '-' or '_';
        int digits = text.AsSpan(match.Start, match.End - match.Start).Count(char.IsAsciiDigit);
        bool known = text[match.Start] switch
        {
            '3' => digits is 14 or 15 or 16,
            '4' => digits is 13 or 16 or 19,
            '6' => digits is >= 16 and <= 19,
            _ => digits == 16,
        };
        return match with { Holds = known && !fraction };
    }

    public static Extent Account(string text, Extent match)
    {
        int country = AccountLengths.IndexOf(text.Substring(match.Start, 2), StringComparison.Ordinal);
        int left = country < 0 ? int.MaxValue : int.Parse(AccountLengths.AsSpan(country + 2, 2), System.Globalization.CultureInfo.InvariantCulture);
        int at = match.Start;
        for (; at < text.Length && left > 0; at++)
        {
            bool gap = text[at] == ' ' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]);
            if (!gap && !char.IsAsciiLetterUpper(text[at]) && !char.IsAsciiDigit(text[at]))
            {
                break;
            }

            left -= gap ? 0 : 1;
        }

        bool ends = at == text.Length || !char.IsAsciiLetterOrDigit(text[at]);
        return left == 0 && ends ? match with { End = at } : match with { Holds = false };
    }

    private static int Count(this ReadOnlySpan<char> text, Func<char, bool> counts)
    {
        int count = 0;
        foreach (char character in text)
        {
            count += counts(character) ? 1 : 0;
        }

        return count;
    }
}
