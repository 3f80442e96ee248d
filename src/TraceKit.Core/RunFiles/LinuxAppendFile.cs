using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TraceKit.RunFiles;

/// <summary>
/// Appends with <c>open(O_APPEND)</c> and <c>write(2)</c>. The framework's <see cref="FileMode.Append"/> is not <c>O_APPEND</c>:
/// it writes at a remembered offset, so two writers would overwrite each other.
/// </summary>
internal sealed partial class LinuxAppendFile : AppendFile
{
    private const int ReadWrite = 0x2;
    private const int Create0 = 0x40;
    private const int Exclusive = 0x80;
    private const int AppendOnly = 0x400;
    private const int CloseOnExec = 0x80000;
    private const int OwnerReadWrite = 0x180; // 0600
    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int Interrupted = 4; // EINTR
    private const int NoProgress = 5; // EIO: write(2) said 0 for a record that is not empty

    private LinuxAppendFile(string path, SafeFileHandle handle)
        : base(path, handle) => Length = RandomAccess.GetLength(handle);

    public static LinuxAppendFile Open(string path, bool create)
    {
        int flags = ReadWrite | AppendOnly | CloseOnExec | (create ? Create0 | Exclusive : 0);
        int descriptor;
        do
        {
            descriptor = open(Encoding.UTF8.GetBytes(path + '\0'), flags, OwnerReadWrite);
        }
        while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (descriptor < 0)
        {
            throw Failure(create ? "create" : "open", path);
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (!TryOwn(descriptor, create))
        {
            IOException failure = Failure("lock", path);
            handle.Dispose();
            throw failure;
        }

        return new LinuxAppendFile(path, handle);
    }

    public override int Append(ReadOnlySpan<byte> record)
    {
        int descriptor = (int)Handle.DangerousGetHandle();
        ReadOnlySpan<byte> rest = record;
        while (!rest.IsEmpty)
        {
            nint written = write(descriptor, rest, (nuint)rest.Length);
            if (written > 0)
            {
                rest = rest[(int)written..];
                continue;
            }

            int error = written == 0 ? NoProgress : Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return rest.Length == record.Length ? error : CutBack(error);
            }
        }

        Length += record.Length;
        return 0;
    }

    public override int CutTo(long length)
    {
        int result;
        do
        {
            result = ftruncate((int)Handle.DangerousGetHandle(), length);
        }
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (result != 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        Length = length;
        return 0;
    }

    /// <summary>
    /// The owner of a file holds a shared lock, which readers of the framework share; who takes a file over must first get it exclusively,
    /// which fails while the owner lives. Only a file that did not exist is owned without asking.
    /// </summary>
    private static bool TryOwn(int descriptor, bool created) =>
        (created || flock(descriptor, LockExclusive | LockNonBlocking) == 0) && flock(descriptor, LockShared | LockNonBlocking) == 0;

    /// <summary>Takes a record that was written in part out again, so that the next one starts on a line of its own.</summary>
    private int CutBack(int error) => CutTo(Length) == 0 ? error : throw new TornWriteException(Path, error);

    private static IOException Failure(string verb, string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"Cannot {verb} '{path}': {new Win32Exception(error).Message} (errno {error}).", error);
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(ReadOnlySpan<byte> path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint write(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ftruncate(int descriptor, long length);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int flock(int descriptor, int operation);
}
