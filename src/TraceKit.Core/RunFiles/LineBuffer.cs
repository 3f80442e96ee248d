using System.Buffers;

namespace TraceKit.RunFiles;

/// <summary>Bytes of one line while it is being built.</summary>
internal sealed class LineBuffer : IBufferWriter<byte>
{
    private const int KeptCapacity = 256 * 1024;

    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _bytes.AsSpan(0, _length).Clear();
        _length = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[4096];
        }
    }

    /// <summary>Takes bytes off the front.</summary>
    public void RemoveFirst(int count)
    {
        Written[count..].CopyTo(_bytes);
        _bytes.AsSpan(_length - count, count).Clear();
        _length -= count;
    }

    /// <summary>Takes the last byte back: the brace that closes a record which is to get one more member.</summary>
    public void Reopen() => _length--;

    /// <summary>Ends the line with its checksum, seeded with that of the line before.</summary>
    /// <returns>The checksum.</returns>
    public uint Close(uint seed)
    {
        uint crc = LineChecksum.Continue(seed, Written);
        Advance(LineChecksum.WriteTail(crc, GetSpan(LineChecksum.TailLength)));
        return crc;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Grow(int sizeHint)
    {
        int needed = _length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            byte[] old = _bytes;
            Array.Resize(ref _bytes, Math.Max(needed, old.Length * 2));
            Array.Clear(old);
        }
    }
}
