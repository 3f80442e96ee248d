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

    /// <summary>Creates a file that must not exist yet, readable by its owner alone.</summary>
    /// <exception cref="IOException">The file exists or cannot be created.</exception>
    public static AppendFile Create(string path)
    {
        CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        return OperatingSystem.IsLinux() ? LinuxAppendFile.Open(path, create: true) : ManagedAppendFile.Open(path, create: true);
    }

    /// <summary>Opens a file that nobody writes any more.</summary>
    /// <exception cref="IOException">The file cannot be opened, or a living writer owns it.</exception>
    public static AppendFile Reopen(string path) =>
        OperatingSystem.IsLinux() ? LinuxAppendFile.Open(path, create: false) : ManagedAppendFile.Open(path, create: false);

    /// <summary>Hands a whole record to the operating system, or leaves the file as it was.</summary>
    /// <returns>0, or the system's error code.</returns>
    public abstract int Append(ReadOnlySpan<byte> record);

    /// <summary>Cuts the file back to a shorter length.</summary>
    /// <returns>0, or the system's error code.</returns>
    public abstract int CutTo(long length);

    /// <summary>Computes the SHA-256 of the whole file as it lies on disk.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string HashAll()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        long offset = 0;
        while (offset < Length)
        {
            int read = RandomAccess.Read(Handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, Length - offset)), offset);
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
    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (System.IO.Path.GetDirectoryName(folder) is { } parent)
        {
            CreateFolder(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }
}
