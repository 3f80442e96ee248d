using Microsoft.Win32.SafeHandles;

namespace TraceKit.RunFiles;

/// <summary>
/// The fallback for Windows and macOS: the framework's own handle, held exclusively and written at the tracked end.
/// The record is in the operating system's hands when <see cref="Append"/> returns, as on Linux; exclusion rests on the file lock alone,
/// a sync is the framework's (which may not report every failure), and names are not synced by themselves.
/// </summary>
internal sealed class ManagedAppendFile : AppendFile
{
    private ManagedAppendFile(string path, SafeFileHandle handle)
        : base(path, handle) => Length = RandomAccess.GetLength(handle);

    public static ManagedAppendFile Open(string path, bool create)
    {
        string link = create ? System.IO.Path.GetDirectoryName(path)! : path;
        return new FileInfo(link).LinkTarget is { } target
            ? throw new IOException($"'{link}' is a symbolic link to '{target}'; run files do not follow one.")
            : new(path, File.OpenHandle(path, create ? FileMode.CreateNew : FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
    }

    public override int Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(Handle, bytes, Length);
            Length += bytes.Length;
            return 0;
        }
        catch (IOException failure)
        {
            return CutTo(Length) == 0 ? failure.HResult : throw new TornWriteException(Path, failure.HResult);
        }
    }

    public override int CutTo(long length) => Try(() =>
    {
        RandomAccess.SetLength(Handle, length);
        Length = length;
    });

    public override int Sync() => Try(() => RandomAccess.FlushToDisk(Handle));

    public override AppendFile TakeNameOf(string path, string aside)
    {
        File.Move(path, aside);
        File.Move(Path, path);
        return new ManagedAppendFile(path, Handle);
    }

    private static int Try(Action step)
    {
        try
        {
            step();
            return 0;
        }
        catch (IOException failure)
        {
            return failure.HResult;
        }
    }
}
