using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TraceKit.RunFiles;

/// <summary>The system calls of Linux that the framework has no equal for, each repeated when a signal interrupts it.</summary>
internal static partial class LibC
{
    public const int ReadWrite = 0x2;
    public const int CreateNew = 0x40 | 0x80; // O_CREAT | O_EXCL
    public const int AppendOnly = 0x400;
    public const int CloseOnExec = 0x80000;
    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const int ExchangeNames = 2; // RENAME_EXCHANGE
    public const int InputOutput = 5; // EIO
    public const int BadDescriptor = 9; // EBADF
    public const int WouldBlock = 11; // EWOULDBLOCK

    private const int CurrentFolder = -100; // AT_FDCWD
    private const int Interrupted = 4; // EINTR
    private const int MostRepeats = 100;
    private const int NotThere = 38; // ENOSYS
    private const int WaitPrivate = 128; // FUTEX_WAIT | FUTEX_PRIVATE_FLAG
    private const int WakePrivate = 129; // FUTEX_WAKE | FUTEX_PRIVATE_FLAG

    /// <summary>Whether the processor's Linux numbers <c>O_DIRECTORY</c> and <c>O_NOFOLLOW</c> as ARM does.</summary>
    private static readonly bool NumbersAsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Armv6 or Architecture.Ppc64le;

    public static int FolderOnly { get; } = NumbersAsArm ? 0x4000 : 0x10000;

    public static int NoFollow { get; } = NumbersAsArm ? 0x8000 : 0x20000;

    /// <summary>Number of the system call <c>futex</c>, which the library has no function for; 0 where it is not known.</summary>
    private static readonly nint Futex = !OperatingSystem.IsLinux() ? 0 : RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 98,
        _ => 0,
    };

    /// <summary>Whether <see cref="SleepWhile"/> and <see cref="WakeAll"/> can be used.</summary>
    public static bool HasFutex => Futex != 0;

    /// <summary>Message of an error code.</summary>
    public static string Message(int error) => $"{new Win32Exception(error).Message} (errno {error})";

    /// <returns>The descriptor, or -1 and the error.</returns>
    public static int Open(int folder, string name, int flags, int mode, out int error)
    {
        byte[] path = Bytes(name);
        int descriptor = openat(folder, path, flags, mode);
        for (int repeat = 0; descriptor < 0 && WasInterrupted(repeat); repeat++)
        {
            descriptor = openat(folder, path, flags, mode);
        }

        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor;
    }

    /// <inheritdoc cref="Open(int, string, int, int, out int)"/>
    public static int Open(string path, int flags, int mode, out int error) => Open(CurrentFolder, path, flags, mode, out error);

    /// <returns>Bytes written, or -1 and the error.</returns>
    /// <remarks>The error is asked for only when there is one: asking beforehand, as the marshaller does, costs as much as a tenth of the call.</remarks>
    public static nint Write(int descriptor, ReadOnlySpan<byte> bytes, out int error)
    {
        nint written = write(descriptor, bytes, (nuint)bytes.Length);
        error = written < 0 ? Marshal.GetLastSystemError() : 0;
        for (int repeat = 0; error == Interrupted && repeat < MostRepeats; repeat++)
        {
            written = write(descriptor, bytes, (nuint)bytes.Length);
            error = written < 0 ? Marshal.GetLastSystemError() : 0;
        }

        return written;
    }

    /// <summary>Puts a file's data on disk. The framework's own flush says nothing when this fails (.NET 10.0.12).</summary>
    /// <returns>0, or the error.</returns>
    public static int SyncData(SafeFileHandle file) => Repeat(static given => fdatasync(given), file);

    /// <summary>Puts a folder on disk, the names in it included.</summary>
    /// <returns>0, or the error.</returns>
    public static int SyncFolder(int descriptor) => Repeat(static given => fsync(given), descriptor);

    /// <returns>0, or the error.</returns>
    public static int Truncate(int descriptor, long length) => Repeat(static given => ftruncate(given.descriptor, given.length), (descriptor, length));

    /// <returns>0, or the error.</returns>
    public static int Lock(int descriptor, int operation) => Repeat(static given => flock(given.descriptor, given.operation), (descriptor, operation));

    /// <returns>0, or the error.</returns>
    public static int Rename(string from, string to, int flags = 0)
    {
        try
        {
            return Repeat(static given => renameat2(CurrentFolder, given.from, CurrentFolder, given.to, given.flags), (from: Bytes(from), to: Bytes(to), flags));
        }
        catch (EntryPointNotFoundException)
        {
            return NotThere;
        }
    }

    /// <summary>Sleeps as long as a number in pinned memory stays what it is; may wake without a reason.</summary>
    public static void SleepWhile(ref int place, int value) => syscall(Futex, ref place, WaitPrivate, value, timeout: 0, second: 0, third: 0);

    /// <summary>Wakes all who sleep on a place in memory.</summary>
    public static void WakeAll(ref int place) => syscall(Futex, ref place, WakePrivate, int.MaxValue, timeout: 0, second: 0, third: 0);

    private static int Repeat<TGiven>(Func<TGiven, int> call, TGiven given)
    {
        bool failed = call(given) != 0;
        for (int repeat = 0; failed && WasInterrupted(repeat); repeat++)
        {
            failed = call(given) != 0;
        }

        return failed ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Whether a signal came in between, so that the call is to be made again; not for ever, where signals never end.</summary>
    private static bool WasInterrupted(int repeat) => repeat < MostRepeats && Marshal.GetLastPInvokeError() == Interrupted;

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int openat(int folder, ReadOnlySpan<byte> path, int flags, int mode);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint write(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ftruncate(int descriptor, long length);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fdatasync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int flock(int descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int renameat2(int oldFolder, ReadOnlySpan<byte> oldPath, int newFolder, ReadOnlySpan<byte> newPath, int flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint syscall(nint number, ref int place, nint operation, nint value, nint timeout, nint second, nint third);
}
