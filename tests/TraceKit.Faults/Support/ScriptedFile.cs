using Microsoft.Win32.SafeHandles;
using TraceKit.RunFiles;

namespace TraceKit.Faults.Support;

/// <summary>A run's file in memory, whose syncs do what a schedule says and are the moments at which others act.</summary>
/// <param name="path">Its path, real so that it can be written anew.</param>
/// <param name="sync">What a sync does; returns the system's error code.</param>
internal sealed class ScriptedFile(string path, Func<ScriptedFile, int> sync) : AppendFile(path, Open(path))
{
    /// <summary>Bytes that are on disk for sure.</summary>
    public long Synced { get; private set; }

    public override int Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(Handle, bytes, Length);
        Length += bytes.Length;
        return 0;
    }

    public override int CutTo(long length)
    {
        RandomAccess.SetLength(Handle, length);
        Length = length;
        return 0;
    }

    public override int Sync() => sync(this);

    /// <summary>Has the disk take what was appended up to now.</summary>
    public int Take()
    {
        Synced = Length;
        return 0;
    }

    public override AppendFile TakeNameOf(string path, string aside) => throw new NotSupportedException("It stands at its name from the start.");

    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
