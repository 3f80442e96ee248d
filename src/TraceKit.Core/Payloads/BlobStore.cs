using System.Collections.Concurrent;
using System.Security.Cryptography;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>Bytes under the name of their SHA-256, in a folder beside the run files of a day. Safe for threads and processes.</summary>
/// <param name="dayFolder">The folder.</param>
/// <param name="durable">Whether a blob is on disk before its line is written; else it gets there with <see cref="Flush"/>.</param>
internal sealed class BlobStore(string dayFolder, bool durable)
{
    private readonly ConcurrentDictionary<string, string> _unsynced = new(StringComparer.Ordinal);

    /// <summary>Makes sure that the bytes are in the store: whole, under their own name, in a file that nobody planted there.</summary>
    /// <returns>What is to be written of them into the line; null when the disk refused.</returns>
    public BlobReference? Put(string at, ReadOnlySpan<byte> bytes)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        try
        {
            string path = PathOf(dayFolder, hash);
            if (!Holds(path, bytes))
            {
                MakeFolder(Path.GetDirectoryName(path)!);
                Write(path, bytes);
            }

            Secure(path);
            return new BlobReference { At = at, Sha256 = hash, Length = bytes.Length };
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the bytes of a blob.</summary>
    /// <param name="dayFolder">The folder that the run file is in.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="problem">Why they are not there, or null.</param>
    public static byte[] Read(string dayFolder, BlobReference blob, out string? problem)
    {
        problem = null;
        try
        {
            var file = new FileInfo(PathOf(dayFolder, blob.Sha256));
            if (!file.Exists)
            {
                problem = $"blob {blob.Sha256} is missing";
            }
            else if (file.Length != blob.Length || blob.Length > RunFormat.MaxPayloadBytes)
            {
                problem = $"blob {blob.Sha256} has {file.Length} bytes, the line says {blob.Length}, {RunFormat.MaxPayloadBytes} are allowed";
            }
            else if (File.ReadAllBytes(file.FullName) is var bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == blob.Sha256)
            {
                return bytes;
            }
            else
            {
                problem = $"blob {blob.Sha256} holds other bytes than its name says";
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = $"blob {blob.Sha256} cannot be read: {failure.Message}";
        }

        return [];
    }

    private static string PathOf(string dayFolder, string hash) => Path.Combine(dayFolder, "blobs", "sha256", hash[..2], hash);

    /// <summary>Whether a file of ours holds the bytes already; a link under the name is not followed and will be replaced.</summary>
    private static bool Holds(string path, ReadOnlySpan<byte> bytes)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
    }

    /// <summary>Puts the blobs on disk that are not there yet.</summary>
    /// <returns>Whether the disk has all of them.</returns>
    public bool Flush()
    {
        foreach (string path in _unsynced.Keys)
        {
            if (AppendFile.SyncClosed(path) == 0)
            {
                _unsynced.TryRemove(path, out _);
            }
        }

        return _unsynced.IsEmpty;
    }

    /// <summary>A blob that was there already may have come from somebody who did not wait for the disk.</summary>
    private void Secure(string path)
    {
        if (!durable)
        {
            _unsynced[path] = path;
        }
        else if (AppendFile.SyncClosed(path) is var error and not 0)
        {
            throw new IOException($"'{path}' cannot be put on disk: {LibC.Message(error)}.", error);
        }
    }

    /// <summary>Writes under a name of its own and renames, so that under the hash there is never half a blob.</summary>
    private void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (AppendFile file = AppendFile.Create(temporary, durable))
            {
                if (file.Append(bytes) is var error and not 0)
                {
                    throw new IOException($"'{temporary}' cannot be written: {LibC.Message(error)}.", error);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception)
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Makes the folders between the day's and the blob's, for their owner alone.</summary>
    private void MakeFolder(string folder)
    {
        if (folder.Length <= dayFolder.Length)
        {
            // The run file makes the day's folder; while it cannot, there is no place for blobs either.
            if (!Directory.Exists(dayFolder))
            {
                throw new DirectoryNotFoundException(dayFolder);
            }

            return;
        }

        MakeFolder(Path.GetDirectoryName(folder)!);
        AppendFile.CreateFolder(folder, durable);
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new IOException($"'{folder}' is a link; blobs do not follow it.");
        }
    }
}
