using System.Buffers;

namespace TraceKit.RunFiles;

/// <summary>Bytes of one event while it is being serialised: bounded, so that data without an end does not fill the memory of the agent.</summary>
internal sealed class EventBytes : IBufferWriter<byte>
{
    /// <summary>Far more than an event may have; what is longer than this is not even measured.</summary>
    public const int Most = 512 * 1024 * 1024;

    private const int KeptCapacity = 256 * 1024;

    private byte[] _bytes = new byte[4096];
    private volatile bool _abandoned;

    public int WrittenCount { get; private set; }

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, WrittenCount);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, WrittenCount);

    /// <summary>Forgets the bytes, cleared: they held prompts.</summary>
    public void Clear()
    {
        _bytes.AsSpan(0, WrittenCount).Clear();
        WrittenCount = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[4096];
        }
    }

    /// <summary>Refuses whatever is still written, by code that was given up.</summary>
    public void Abandon() => _abandoned = true;

    public void Advance(int count) => WrittenCount += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(WrittenCount);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(WrittenCount);
    }

    private void Grow(int sizeHint)
    {
        long needed = (long)WrittenCount + Math.Max(sizeHint, 1);
        if (_abandoned || needed > Most)
        {
            throw new InvalidOperationException("the data has no end that was waited for");
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Most, Math.Max(needed, _bytes.Length * 2L)));
        }
    }
}
