using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TraceKit.RunFiles;

/// <summary>A file that only grows, owned by one writer; the caller holds the lock.</summary>
internal abstract class AppendFile(string path, SafeFileHandle handle) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Full path of the file.</summary>
    public string Path { get; } = path;

    /// <summary>Bytes that the file holds.</summary>
    public long Length { get; protected set; }

    protected SafeFileHandle Handle { get; } = handle;

    /// <summary>Creates a file that must not exist yet, readable by its owner alone, in a folder that is no symbolic link.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="durable">Whether the names of folders that are made on the way are put on disk.</param>
    /// <exception cref="IOException">The file exists or cannot be created.</exception>
    public static AppendFile Create(string path, bool durable = false)
    {
        CreateFolder(System.IO.Path.GetDirectoryName(path)!, durable);
        return OperatingSystem.IsLinux() ? LinuxAppendFile.CreateNew(path) : ManagedAppendFile.Open(path, create: true);
    }

    /// <summary>Opens a file that nobody writes any more.</summary>
    /// <exception cref="IOException">The file cannot be opened, is a symbolic link, or a living writer owns it.</exception>
    public static AppendFile Reopen(string path) =>
        OperatingSystem.IsLinux() ? LinuxAppendFile.OpenExisting(path) : ManagedAppendFile.Open(path, create: false);

    /// <summary>Hands bytes to the operating system, or leaves the file as it was.</summary>
    /// <returns>0, or the system's error code.</returns>
    /// <exception cref="TornWriteException">A part was written and could not be taken out again.</exception>
    public abstract int Append(ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file back to a shorter length.</summary>
    /// <returns>0, or the system's error code.</returns>
    public abstract int CutTo(long length);

    /// <summary>Puts what was appended on disk.</summary>
    /// <returns>0, or the system's error code.</returns>
    public abstract int Sync();

    /// <summary>Puts the file's name on disk.</summary>
    /// <returns>0, or the system's error code.</returns>
    public virtual int SyncName() => OperatingSystem.IsLinux() ? LinuxAppendFile.SyncFolder(System.IO.Path.GetDirectoryName(Path)!) : 0;

    /// <summary>Puts a file that nobody writes any more, and its name, on disk.</summary>
    /// <returns>0, or the system's error code.</returns>
    public static int SyncClosed(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (!OperatingSystem.IsLinux())
            {
                RandomAccess.FlushToDisk(file);
                return 0;
            }

            return LibC.SyncData(file) is var error and not 0 ? error : LinuxAppendFile.SyncFolder(System.IO.Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.HResult;
        }
    }

    /// <summary>Gives the file the name of another, which keeps its bytes under a name of its own.</summary>
    /// <param name="path">The name to take.</param>
    /// <param name="aside">The name that the other gets.</param>
    /// <returns>This file under its new name.</returns>
    /// <exception cref="IOException">The names cannot be changed.</exception>
    public abstract AppendFile TakeNameOf(string path, string aside);

    /// <summary>Reads bytes of the file.</summary>
    /// <returns>How many were read; 0 at the end.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public virtual int Read(Span<byte> buffer, long offset) =>
        RandomAccess.Read(Handle, buffer[..(int)Math.Min(buffer.Length, Math.Max(0, Length - offset))], offset);

    /// <summary>Computes the SHA-256 of the whole file as it lies on disk.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string HashAll()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        long offset = 0;
        while (offset < Length)
        {
            int read = Read(buffer, offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"{Path} is shorter than what was written to it ({offset} of {Length} bytes).");
            }

            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    /// <summary>Makes a folder and those above it that are missing, all of them for their owner alone.</summary>
    /// <exception cref="IOException">A folder cannot be made or, where that is asked for, not be put on disk.</exception>
    public static void CreateFolder(string folder, bool durable)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        string? parent = System.IO.Path.GetDirectoryName(folder);
        if (parent is not null)
        {
            CreateFolder(parent, durable);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        if (durable && parent is not null && OperatingSystem.IsLinux() && LinuxAppendFile.SyncFolder(parent) is var error and not 0)
        {
            throw new IOException($"'{parent}' cannot be put on disk: {LibC.Message(error)}.", error);
        }
    }
}
