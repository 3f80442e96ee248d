using System.Runtime.InteropServices;
using System.Text;

namespace TraceKit.HeadToHead.Peers;

/// <summary>
/// A file whose end is mapped into memory, segment by segment: a line is there once it is copied, without a system call, and survives <c>kill -9</c> too. What
/// it costs otherwise is not in the figures: a tail of zeros while the process lives, and a signal instead of an error code when the disk fails.
/// </summary>
internal sealed unsafe partial class MappedSegments : ILineFile
{
    private const int ReadWriteCreate = 0x2 | 0x40;
    private const int ReadWrite = 0x3;
    private const int Shared = 0x1;
    private const long Segment = 4 * 1024 * 1024;

    private readonly int _descriptor;
    private byte* _segment;
    private long _start = -Segment;
    private long _used = Segment;

    public MappedSegments(string path)
    {
        _descriptor = open(Encoding.UTF8.GetBytes(path + '\0'), ReadWriteCreate, 0x180);
        ThrowIf(_descriptor < 0, "open");
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == Segment)
            {
                Next();
            }

            ReadOnlySpan<byte> part = bytes[..(int)Math.Min(bytes.Length, Segment - _used)];
            part.CopyTo(new Span<byte>(_segment + _used, part.Length));
            _used += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    public void Dispose()
    {
        Unmap();
        ThrowIf(ftruncate(_descriptor, _start + _used) != 0, "ftruncate");
        _ = close(_descriptor);
    }

    private void Next()
    {
        Unmap();
        _start += Segment;
        _used = 0;
        ThrowIf(posix_fallocate(_descriptor, _start, Segment) != 0, "posix_fallocate");
        _segment = mmap(null, (nuint)Segment, ReadWrite, Shared, _descriptor, _start);
        ThrowIf((nint)_segment == -1, "mmap");
    }

    private void Unmap()
    {
        if (_segment != null)
        {
            ThrowIf(munmap(_segment, (nuint)Segment) != 0, "munmap");
            _segment = null;
        }
    }

    private static void ThrowIf(bool failed, string what)
    {
        if (failed)
        {
            throw new IOException($"{what} failed (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(ReadOnlySpan<byte> path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int posix_fallocate(int descriptor, long offset, long length);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ftruncate(int descriptor, long length);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* mmap(void* address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int munmap(void* address, nuint length);
}
