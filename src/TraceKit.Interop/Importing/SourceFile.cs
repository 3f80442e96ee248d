namespace TraceKit.Interop.Importing;

/// <summary>A foreign file in memory.</summary>
/// <param name="Name">Its name relative to what is imported, with '/' between folders.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record SourceFile(string Name, byte[] Bytes)
{
    /// <summary>Where the text starts: after a byte order mark.</summary>
    public int Start => Bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>Whether the file is not text at all: text has no NUL.</summary>
    public bool IsBinary => Bytes.AsSpan(0, Math.Min(Bytes.Length, 4096)).Contains((byte)0);

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    public static SourceFile? Read(string path, string name, out string? problem)
    {
        problem = null;
        try
        {
            if (new FileInfo(path).Length == 0)
            {
                return new SourceFile(name, []); // not opened: it may be a pipe, which would wait for its writer for ever
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length > ImportLimits.MaxFileBytes)
            {
                problem = $"the file has {stream.Length} bytes; at most {ImportLimits.MaxFileBytes} are read";
                return null;
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new SourceFile(name, bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = failure.Message;
            return null;
        }
    }
}
