using System.Globalization;

namespace TraceKit.Redaction;

/// <summary>Finds international bank account numbers of the length that their country uses, with check digits (modulus 97).</summary>
internal static class BankAccounts
{
    /// <summary>Lengths by country, from the registry of ISO 13616.</summary>
    private const string Countries =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28" +
        "HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25" +
        "QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";

    private const int Letters = 26;
    private const int Shape = 4;

    private static readonly CharacterSet Capitals = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly CharacterSet Digits = new("0123456789");
    private static readonly byte[] Lengths = LengthsByCountry();

    public static Extent Next(ReadOnlySpan<byte> text, int from)
    {
        int at = from;
        for (; at <= text.Length - CharacterSet.Block; at += CharacterSet.Block - Shape + 1)
        {
            ulong capitals = Capitals.Mask(text, at);
            ulong starts = capitals & (capitals >> 1);
            if (starts == 0)
            {
                continue;
            }

            ulong digits = Digits.Mask(text, at);
            for (starts &= (digits >> 2) & (digits >> 3); starts != 0; starts &= starts - 1)
            {
                int start = at + RunMask.First(starts);
                if (AccountEnd(text, start) is > 0 and int end)
                {
                    return new Extent(start, end);
                }
            }
        }

        for (; at <= text.Length - Shape; at++)
        {
            if (Capitals.Has(text[at]) && Capitals.Has(text[at + 1]) && Digits.Has(text[at + 2]) && Digits.Has(text[at + 3])
                && AccountEnd(text, at) is > 0 and int end)
            {
                return new Extent(at, end);
            }
        }

        return new Extent(0, 0, Holds: false);
    }

    /// <summary>Where the account number ends that begins here, or 0.</summary>
    private static int AccountEnd(ReadOnlySpan<byte> text, int start)
    {
        int left = Lengths[CountryOf(text[start], text[start + 1])];
        bool joined = start > 0 && (IsAlphanumeric(text[start - 1]) || text[start - 1] == (byte)'_') && !(start > 1 && text[start - 2] == (byte)'\\');
        if (left == 0 || joined)
        {
            return 0;
        }

        Span<byte> number = stackalloc byte[left];
        int count = 0;
        int at = start;
        for (; at < text.Length && count < left; at++)
        {
            if (Capitals.Has(text[at]) || Digits.Has(text[at]))
            {
                number[count++] = text[at];
            }
            else if (text[at] != (byte)' ' || at + 1 == text.Length || !IsAlphanumeric(text[at + 1]))
            {
                return 0;
            }
        }

        bool ends = at == text.Length || !IsAlphanumeric(text[at]);
        return count == left && ends && HoldsCheck(number) ? at : 0;
    }

    private static bool HoldsCheck(ReadOnlySpan<byte> number)
    {
        int rest = 0;
        for (int i = 0; i < number.Length; i++)
        {
            byte character = number[(i + Shape) % number.Length];
            rest = (char.IsAsciiDigit((char)character) ? (rest * 10) + character - '0' : (rest * 100) + character - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    private static bool IsAlphanumeric(byte character) => char.IsAsciiLetterOrDigit((char)character);

    private static int CountryOf(byte first, byte second) => ((first - 'A') * Letters) + second - 'A';

    private static byte[] LengthsByCountry()
    {
        byte[] lengths = new byte[Letters * Letters];
        for (int at = 0; at < Countries.Length; at += Shape)
        {
            lengths[CountryOf((byte)Countries[at], (byte)Countries[at + 1])] = byte.Parse(Countries.AsSpan(at + 2, 2), CultureInfo.InvariantCulture);
        }

        return lengths;
    }
}
