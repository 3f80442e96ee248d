using System.Numerics;

namespace TraceKit.Redaction;

/// <summary>Finds runs in a bitmap of 64 places.</summary>
internal static class RunMask
{
    /// <summary>Where so many places in a row are set.</summary>
    public static ulong Starts(ulong places, int length)
    {
        for (int have = 1; have < length && places != 0;)
        {
            int more = Math.Min(have, length - have);
            places &= places >> more;
            have += more;
        }

        return places;
    }

    public static int First(ulong places) => BitOperations.TrailingZeroCount(places);
}
