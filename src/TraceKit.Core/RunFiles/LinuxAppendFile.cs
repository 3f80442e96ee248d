using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace TraceKit.RunFiles;

/// <summary>
/// Appends with <c>open(O_APPEND)</c> and <c>write(2)</c>. The framework's <see cref="FileMode.Append"/> is not <c>O_APPEND</c>:
/// it writes at a remembered offset, so two writers would overwrite each other.
/// </summary>
internal sealed class LinuxAppendFile : AppendFile
{
    private const int OwnerReadWrite = 0x180; // 0600
    private const int OpenFlags = LibC.ReadWrite | LibC.AppendOnly | LibC.CloseOnExec;

    private LinuxAppendFile(string path, SafeFileHandle handle)
        : base(path, handle) => Length = RandomAccess.GetLength(handle);

    private int Descriptor => (int)Handle.DangerousGetHandle();

    /// <summary>The folder itself must be no symbolic link, so that nobody who may write above it leads the file elsewhere.</summary>
    public static LinuxAppendFile CreateNew(string path)
    {
        using SafeFileHandle folder = OpenFolder(System.IO.Path.GetDirectoryName(path)!, LibC.NoFollow);
        int descriptor = LibC.Open((int)folder.DangerousGetHandle(), System.IO.Path.GetFileName(path), OpenFlags | LibC.CreateNew | LibC.NoFollow, OwnerReadWrite, out int error);
        return Own(path, descriptor, error, "create", created: true);
    }

    public static LinuxAppendFile OpenExisting(string path)
    {
        int descriptor = LibC.Open(path, OpenFlags | LibC.NoFollow, 0, out int error);
        return Own(path, descriptor, error, "open", created: false);
    }

    public override int Append(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            nint written = LibC.Write(Descriptor, rest, out int error);
            if (written <= 0)
            {
                error = written == 0 ? LibC.InputOutput : error; // no progress with bytes left
                return rest.Length == bytes.Length ? error : CutBack(error);
            }

            rest = rest[(int)written..];
        }

        Length += bytes.Length;
        return 0;
    }

    public override int CutTo(long length)
    {
        int error = LibC.Truncate(Descriptor, length);
        Length = error == 0 ? length : Length;
        return error;
    }

    public override int Sync()
    {
        try
        {
            return LibC.SyncData(Handle);
        }
        catch (ObjectDisposedException)
        {
            return LibC.BadDescriptor; // the run ended while somebody waited
        }
    }

    public override AppendFile TakeNameOf(string path, string aside)
    {
        // In one step where the file system can: there is never a moment without a file of that name.
        if (LibC.Rename(Path, path, LibC.ExchangeNames) == 0)
        {
            _ = LibC.Rename(Path, aside); // else the other keeps the name that this one had
            return new LinuxAppendFile(path, Handle);
        }

        if (LibC.Rename(path, aside) is var first and not 0)
        {
            throw Failure("set aside", path, first);
        }

        if (LibC.Rename(Path, path) is var second and not 0)
        {
            _ = LibC.Rename(aside, path);
            throw Failure("rename", Path, second);
        }

        return new LinuxAppendFile(path, Handle);
    }

    /// <returns>0, or the system's error code.</returns>
    public static int SyncFolder(string folder)
    {
        try
        {
            using SafeFileHandle handle = OpenFolder(folder, 0);
            return LibC.SyncFolder((int)handle.DangerousGetHandle());
        }
        catch (IOException failure)
        {
            return failure.HResult;
        }
    }

    /// <summary>Opens a folder to name or to sync what is in it.</summary>
    private static SafeFileHandle OpenFolder(string folder, int flags)
    {
        int descriptor = LibC.Open(folder, LibC.FolderOnly | LibC.CloseOnExec | flags, 0, out int error);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure("open", folder, error);
    }

    /// <summary>
    /// The owner of a file holds a shared lock, which readers of the framework share; who takes a file over must first get it exclusively,
    /// which fails while the owner lives. Only a file that did not exist is owned without asking.
    /// </summary>
    private static LinuxAppendFile Own(string path, int descriptor, int error, string verb, bool created)
    {
        if (descriptor < 0)
        {
            throw Failure(verb, path, error);
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        error = created ? 0 : LibC.Lock(descriptor, LibC.LockExclusive | LibC.LockNonBlocking);
        error = error == 0 ? LibC.Lock(descriptor, LibC.LockShared | LibC.LockNonBlocking) : error;
        if (error != 0)
        {
            handle.Dispose();
            throw Failure("lock", path, error);
        }

        return new LinuxAppendFile(path, handle);
    }

    /// <summary>Takes a record that was written in part out again, so that the next one starts on a line of its own.</summary>
    private int CutBack(int error) => CutTo(Length) == 0 ? error : throw new TornWriteException(Path, error);

    private static IOException Failure(string verb, string path, int error) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Cannot {verb} '{path}': {LibC.Message(error)}."), error);
}
