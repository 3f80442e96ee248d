using System.Globalization;

namespace TraceKit.Redaction;

/// <summary>What a match must satisfy beyond its pattern to be a secret.</summary>
public sealed class SecretCheck
{
    private const int Ascii = 128;

    private readonly Func<string, bool> _holds;

    private SecretCheck(string name, Func<string, bool> holds)
    {
        Name = name;
        _holds = holds;
    }

    /// <summary>The check digit of payment cards (Luhn, modulus 10).</summary>
    public static SecretCheck Luhn { get; } = new("luhn", HoldsLuhn);

    /// <summary>The check digits of international bank account numbers (modulus 97, ISO 13616).</summary>
    public static SecretCheck Iban { get; } = new("iban", HoldsIban);

    /// <summary>The name that goes into the policy's hash, such as <c>entropy:3</c>.</summary>
    public string Name { get; }

    /// <summary>Text that looks random: letters and digits, and at least so much information in each character.</summary>
    /// <param name="bitsPerCharacter">Least Shannon entropy, in bits for each character.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or above 16.</exception>
    public static SecretCheck Entropy(double bitsPerCharacter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bitsPerCharacter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitsPerCharacter, 16);
        string name = string.Create(CultureInfo.InvariantCulture, $"entropy:{bitsPerCharacter:R}");
        return new SecretCheck(name, text => LooksRandom(text, bitsPerCharacter));
    }

    internal bool Holds(string text) => _holds(text);

    private static bool LooksRandom(string text, double least)
    {
        Span<int> counts = stackalloc int[Ascii];
        Dictionary<char, int>? others = null;
        bool digits = false;
        bool letters = false;
        foreach (char character in text)
        {
            digits |= char.IsAsciiDigit(character);
            letters |= char.IsAsciiLetter(character);
            if (character < Ascii)
            {
                counts[character]++;
            }
            else
            {
                others ??= [];
                others[character] = others.GetValueOrDefault(character) + 1;
            }
        }

        return digits && letters && Bits(counts, others, text.Length) >= least;
    }

    /// <summary>Shannon entropy of a text of which each character occurs so often.</summary>
    private static double Bits(ReadOnlySpan<int> counts, Dictionary<char, int>? others, int length)
    {
        double bits = 0;
        foreach (int count in others is null ? counts : [.. counts, .. others.Values])
        {
            if (count > 0)
            {
                double share = (double)count / length;
                bits -= share * Math.Log2(share);
            }
        }

        return bits;
    }

    private static bool HoldsLuhn(string text)
    {
        int sum = 0;
        int place = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                int digit = text[i] - '0';
                int weighted = place++ % 2 == 0 ? digit : digit * 2;
                sum += weighted > 9 ? weighted - 9 : weighted;
            }
        }

        return place > 1 && sum > 0 && sum % 10 == 0;
    }

    private static bool HoldsIban(string text)
    {
        string plain = new([.. text.Where(char.IsAsciiLetterOrDigit)]);
        if (plain.Length < 15)
        {
            return false;
        }

        int rest = 0;
        foreach (char character in string.Concat(plain.AsSpan(4), plain.AsSpan(0, 4)))
        {
            int value = char.IsAsciiDigit(character) ? character - '0' : char.ToUpperInvariant(character) - 'A' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return rest == 1;
    }
}
