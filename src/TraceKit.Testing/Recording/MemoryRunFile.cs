using System.Buffers;
using Microsoft.Win32.SafeHandles;
using TraceKit.RunFiles;

namespace TraceKit.Testing.Recording;

/// <summary>A run file that is kept in memory: the same bytes as on disk, readable while it grows.</summary>
internal sealed class MemoryRunFile(string path) : AppendFile(path, new SafeFileHandle())
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The name of the file, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The bytes as they are now.</summary>
    public byte[] ToArray()
    {
        lock (_lock)
        {
            return _bytes.WrittenSpan.ToArray();
        }
    }

    public override int Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _bytes.Write(bytes);
            Length = _bytes.WrittenCount;
            return 0;
        }
    }

    public override int CutTo(long length)
    {
        lock (_lock)
        {
            byte[] kept = _bytes.WrittenSpan[..(int)length].ToArray();
            _bytes.Clear();
            _bytes.Write(kept);
            Length = length;
            return 0;
        }
    }

    public override int Sync() => 0;

    public override int SyncName() => 0;

    public override int Read(Span<byte> buffer, long offset)
    {
        lock (_lock)
        {
            ReadOnlySpan<byte> rest = _bytes.WrittenSpan[(int)Math.Min(offset, _bytes.WrittenCount)..];
            rest = rest[..Math.Min(rest.Length, buffer.Length)];
            rest.CopyTo(buffer);
            return rest.Length;
        }
    }

    /// <summary>Memory does not fail: there is never a file to replace.</summary>
    public override AppendFile TakeNameOf(string path, string aside) => this;
}
