using Microsoft.Win32.SafeHandles;

namespace TraceKit.RunFiles;

/// <summary>
/// The fallback for Windows and macOS: the framework's own handle, held exclusively and written at the tracked end.
/// The record is in the operating system's hands when <see cref="Append"/> returns, as on Linux; exclusion rests on the file lock alone.
/// </summary>
internal sealed class ManagedAppendFile : AppendFile
{
    private ManagedAppendFile(string path, SafeFileHandle handle)
        : base(path, handle) => Length = RandomAccess.GetLength(handle);

    public static ManagedAppendFile Open(string path, bool create) =>
        new(path, File.OpenHandle(path, create ? FileMode.CreateNew : FileMode.Open, FileAccess.ReadWrite, FileShare.Read));

    public override int Append(ReadOnlySpan<byte> record)
    {
        try
        {
            RandomAccess.Write(Handle, record, Length);
            Length += record.Length;
            return 0;
        }
        catch (IOException failure)
        {
            return CutTo(Length) == 0 ? failure.HResult : throw new TornWriteException(Path, failure.HResult);
        }
    }

    public override int CutTo(long length)
    {
        try
        {
            RandomAccess.SetLength(Handle, length);
            Length = length;
            return 0;
        }
        catch (IOException failure)
        {
            return failure.HResult;
        }
    }
}
