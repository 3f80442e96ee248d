using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TraceKit.Collection;

/// <summary>Where new ids come from.</summary>
public abstract class TraceIds
{
    private TraceIds()
    {
    }

    /// <summary>Ids that nobody can guess: UUIDs of version 7 for runs and sessions, random spans.</summary>
    public static TraceIds Random { get; } = new RandomIds();

    /// <summary>Makes ids that repeat from one execution to the next, for tests and imports.</summary>
    /// <param name="seed">What the ids are derived from; two sources of the same seed give the same ids in the same order.</param>
    public static TraceIds Repeatable(string seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return new RepeatableIds(seed);
    }

    internal abstract string NewId(DateTimeOffset now);

    internal abstract string NewSpanId();

    /// <summary>A key for the marks that keep equal secrets of a run equal.</summary>
    internal abstract byte[] NewKey();

    private sealed class RandomIds : TraceIds
    {
        internal override string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();

        internal override string NewSpanId() => ActivitySpanId.CreateRandom().ToHexString();

        internal override byte[] NewKey() => RandomNumberGenerator.GetBytes(32);
    }

    private sealed class RepeatableIds(string seed) : TraceIds
    {
        private long _count;

        internal override string NewId(DateTimeOffset now) => Next()[..32];

        internal override string NewSpanId() => Next()[..16];

        internal override byte[] NewKey() => SHA256.HashData(Encoding.UTF8.GetBytes("key\n" + seed));

        private string Next()
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{Interlocked.Increment(ref _count)}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }
}
