namespace TraceKit.TestKit;

/// <summary>Numbers that look random and are the same for the same seed, in any version of the framework.</summary>
public sealed class Dice(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number from 0 up to a limit, which is not reached.</summary>
    public int Next(int limit) => limit <= 1 ? 0 : (int)(Draw() % (ulong)limit);

    /// <summary>A number from one limit up to another, which is not reached.</summary>
    public int Next(int from, int limit) => from + Next(limit - from);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> list) => list[Next(list.Count)];

    /// <summary>Text of so many characters of an alphabet.</summary>
    public string Text(string alphabet, int length) => string.Create(length, (alphabet, this), static (span, dice) =>
    {
        foreach (ref char character in span)
        {
            character = dice.alphabet[dice.Item2.Next(dice.alphabet.Length)];
        }
    });

    /// <summary>SplitMix64.</summary>
    private ulong Draw()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
