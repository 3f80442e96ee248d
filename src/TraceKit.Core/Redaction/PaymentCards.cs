using System.Runtime.CompilerServices;

namespace TraceKit.Redaction;

/// <summary>Finds payment cards: 13 to 19 digits, at most one space or hyphen between two, with a check digit (Luhn).</summary>
internal static class PaymentCards
{
    private const int Fewest = 13;
    private const int Most = 19;

    private static readonly CharacterSet Digits = new("0123456789");
    private static readonly CharacterSet Gaps = new(" -");

    /// <summary>Lengths by the first digit, the longest first.</summary>
    private static ReadOnlySpan<byte> Lengths(byte first) => first switch
    {
        (byte)'3' => [16, 15, 14],
        (byte)'4' => [19, 16, 13],
        (byte)'6' => [19, 18, 17, 16],
        (byte)'2' or (byte)'5' => [16],
        _ => [],
    };

    public static Extent Next(ReadOnlySpan<byte> text, int from)
    {
        for (int start = NextStretch(text, from); start >= 0; start = NextStretch(text, from))
        {
            for (from = start; from < text.Length && IsInStretch(text, from); from++)
            {
                if (Digits.Has(text[from]) && MayBegin(text, from) && CardEnd(text, from) is > 0 and int end)
                {
                    return new Extent(from, end);
                }
            }
        }

        return new Extent(0, 0, Holds: false);
    }

    /// <summary>The first place from which on there are so many digits and single gaps between digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NextStretch(ReadOnlySpan<byte> text, int from)
    {
        int at = from;
        for (; at <= text.Length - CharacterSet.Block; at += CharacterSet.Block - Fewest + 1)
        {
            ulong digits = Digits.Mask(text, at);
            if (digits != 0)
            {
                ulong gaps = Gaps.Mask(text, at) & (digits << 1) & (digits >> 1);
                ulong starts = RunMask.Starts(digits | gaps, Fewest);
                if (starts != 0)
                {
                    return StretchStart(text, from, at + RunMask.First(starts));
                }
            }
        }

        for (int length = 0; at < text.Length; at++)
        {
            length = IsInStretch(text, at) ? length + 1 : 0;
            if (length == Fewest)
            {
                return StretchStart(text, from, at - Fewest + 1);
            }
        }

        return -1;
    }

    private static int StretchStart(ReadOnlySpan<byte> text, int from, int at)
    {
        while (at > from && IsInStretch(text, at - 1))
        {
            at--;
        }

        return at;
    }

    private static bool IsInStretch(ReadOnlySpan<byte> text, int at) =>
        Digits.Has(text[at]) || (Gaps.Has(text[at]) && at > 0 && Digits.Has(text[at - 1]) && at + 1 < text.Length && Digits.Has(text[at + 1]));

    /// <summary>Not within a number, a fraction or a word.</summary>
    private static bool MayBegin(ReadOnlySpan<byte> text, int at)
    {
        byte before = at == 0 ? (byte)' ' : text[at - 1];
        bool joined = char.IsAsciiLetterOrDigit((char)before) || before is (byte)'.' or (byte)'-' or (byte)'_';
        return !joined || (at > 1 && text[at - 2] == (byte)'\\');
    }

    /// <summary>Where the card ends that begins here, or 0. Digits that follow are no part of it when they are set apart as a group of their own.</summary>
    private static int CardEnd(ReadOnlySpan<byte> text, int start)
    {
        Span<byte> digits = stackalloc byte[Most];
        Span<int> ends = stackalloc int[Most];
        int count = 0;
        int at = start;
        for (; at < text.Length && count < Most && IsInStretch(text, at); at++)
        {
            if (Digits.Has(text[at]))
            {
                digits[count] = (byte)(text[at] - '0');
                ends[count++] = at + 1;
            }
        }

        bool stops = at == text.Length || !IsInStretch(text, at);
        foreach (byte length in Lengths(text[start]))
        {
            if (length <= count
                && EndsWord(text, ends[length - 1])
                && ((stops && length == count) || IsGroupedAsCard(ends[..length]))
                && HoldsLuhn(digits[..length]))
            {
                return ends[length - 1];
            }
        }

        return 0;
    }

    private static bool EndsWord(ReadOnlySpan<byte> text, int at) => at == text.Length || !(char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == (byte)'_');

    /// <summary>No gaps, gaps after each four digits, or after the fourth and the tenth.</summary>
    private static bool IsGroupedAsCard(ReadOnlySpan<int> ends)
    {
        bool none = true;
        bool fours = true;
        bool american = true;
        for (int i = 1; i < ends.Length; i++)
        {
            bool gap = ends[i] - ends[i - 1] > 1;
            none &= !gap;
            fours &= gap == (i % 4 == 0);
            american &= gap == (i is 4 or 10);
        }

        return none || fours || (american && ends.Length < 16);
    }

    private static bool HoldsLuhn(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int weighted = (digits.Length - i) % 2 == 0 ? digits[i] * 2 : digits[i];
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum > 0 && sum % 10 == 0;
    }
}
