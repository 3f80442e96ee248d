using System.Buffers;

namespace TraceKit.RunFiles;

/// <summary>
/// Bytes of one event while it is being serialised: bounded, so that data without an end does not fill the memory of the agent. There is
/// room around them for what the writer adds, so that the line leaves from where it was made.
/// </summary>
internal sealed class EventBytes : IBufferWriter<byte>
{
    /// <summary>Far more than an event may have; what is longer than this is not even measured.</summary>
    public const int Most = 512 * 1024 * 1024;

    /// <summary>Room before the bytes, for run, seq and time.</summary>
    public const int Front = 256;

    /// <summary>Room after them, for the checksum.</summary>
    public const int Back = 32;

    private const int KeptCapacity = 256 * 1024;
    private const int FirstCapacity = 4096;

    private byte[] _bytes = new byte[FirstCapacity];
    private volatile bool _abandoned;

    public int WrittenCount { get; private set; }

    public ReadOnlySpan<byte> WrittenSpan => WrittenBytes;

    public Span<byte> WrittenBytes => _bytes.AsSpan(Front, WrittenCount);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(Front, WrittenCount);

    /// <summary>The room before, the bytes, and the room after them.</summary>
    public Span<byte> Surrounded => _bytes.AsSpan(0, Front + WrittenCount + Back);

    /// <summary>Forgets the bytes, cleared: they held prompts.</summary>
    public void Clear()
    {
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[FirstCapacity];
        }
        else
        {
            WrittenBytes.Clear();
        }

        WrittenCount = 0;
    }

    /// <summary>Takes back what was written after a place.</summary>
    public void CutTo(int count)
    {
        WrittenBytes[count..].Clear();
        WrittenCount = count;
    }

    /// <summary>Refuses whatever is still written, by code that was given up.</summary>
    public void Abandon() => _abandoned = true;

    public void Advance(int count) => WrittenCount += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Front + WrittenCount, _bytes.Length - Front - Back - WrittenCount);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Front + WrittenCount, _bytes.Length - Front - Back - WrittenCount);
    }

    private void Grow(int sizeHint)
    {
        long needed = (long)WrittenCount + Math.Max(sizeHint, 1) + Front + Back;
        if (_abandoned || needed > Most)
        {
            throw new InvalidOperationException("the data has no end that was waited for");
        }

        if (needed > _bytes.Length)
        {
            byte[] old = _bytes;
            _bytes = new byte[(int)Math.Min(Most, Math.Max(needed, old.Length * 2L))];
            old.AsSpan(0, Front + WrittenCount).CopyTo(_bytes);
            Array.Clear(old);
        }
    }
}
