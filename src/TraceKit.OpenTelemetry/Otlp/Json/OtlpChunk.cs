namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>A part of a file that is read at once: a line, or a document over several lines.</summary>
/// <param name="bytes">Its bytes.</param>
/// <param name="offset">Offset of its first byte in the file.</param>
/// <param name="line">Number of its first line, from 1.</param>
internal sealed class OtlpChunk(ReadOnlyMemory<byte> bytes, long offset, long line)
{
    private int _at;
    private int _lineStart;
    private long _line = line;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public long Offset { get; } = offset;

    public long Line { get; } = line;

    /// <summary>Line and column, from 1, of a byte of it. It goes on from the byte that was asked for before: a large chunk has many places.</summary>
    public (long Line, long Column) Place(long byteAt)
    {
        int at = (int)Math.Min(byteAt, Bytes.Length);
        int feeds = Bytes.Span[Math.Min(at, _at)..Math.Max(at, _at)].Count((byte)'\n');
        if (feeds > 0)
        {
            _line += at > _at ? feeds : -feeds;
            _lineStart = Bytes.Span[..at].LastIndexOf((byte)'\n') + 1;
        }

        _at = at;
        return (_line, at - _lineStart + 1);
    }
}
