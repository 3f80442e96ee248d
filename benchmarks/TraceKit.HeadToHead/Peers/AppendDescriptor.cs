using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TraceKit.HeadToHead.Peers;

/// <summary>A file opened with <c>O_APPEND</c>, and the three system calls that the floor and its durable sibling need.</summary>
internal sealed partial class AppendDescriptor : ILineFile
{
    private const int WriteCreateAppend = 0x1 | 0x40 | 0x400;
    private readonly SafeFileHandle _handle;

    public AppendDescriptor(string path)
    {
        int descriptor = open(Encoding.UTF8.GetBytes(path + '\0'), WriteCreateAppend, 0x180);
        _handle = descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException($"'{path}' cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (write((int)_handle.DangerousGetHandle(), bytes, (nuint)bytes.Length) != bytes.Length)
        {
            throw new IOException($"A line was not written (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    public void Sync()
    {
        if (fdatasync((int)_handle.DangerousGetHandle()) != 0)
        {
            throw new IOException($"The disk did not take what was written (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Ends this process at once, as <c>kill -9</c> does.</summary>
    public static void KillThisProcess()
    {
        _ = kill(Environment.ProcessId, 9);
        Thread.Sleep(Timeout.Infinite);
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(ReadOnlySpan<byte> path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint write(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fdatasync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int process, int signal);
}
