namespace TraceKit.Sft.Datasets;

/// <summary>Splits a file into its lines, at line feeds only.</summary>
internal static class JsonLines
{
    /// <summary>The lines of a file. One without bytes is not opened: it may be a pipe, which would wait for its writer for ever.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string path) => new FileInfo(path).Length == 0 ? [] : Split(File.ReadAllBytes(path));

    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int end = bytes.Span.IndexOf((byte)'\n');
            yield return end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
        }
    }
}
