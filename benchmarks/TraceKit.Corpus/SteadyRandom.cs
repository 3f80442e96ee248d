namespace TraceKit.Corpus;

/// <summary>Numbers that are the same on every runtime (SplitMix64): the framework's seeded generator may change from version to version.</summary>
internal sealed class SteadyRandom(ulong seed) 
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to <paramref name="maxValue"/>, which is not among them.</summary>
    public int Next(int maxValue) => maxValue <= 1 ? 0 : (int)(Step() % (ulong)maxValue);

    /// <summary>A number from 0 up to 1.</summary>
    public double NextDouble() => (Step() >> 11) * (1.0 / (1UL << 53));

    private ulong Step()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
