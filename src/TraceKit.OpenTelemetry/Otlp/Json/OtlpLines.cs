namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Cuts a file into lines, one at a time; a line that is too long is passed over.</summary>
internal sealed class OtlpLines(Stream stream)
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;
    private long _offset;
    private long _number;

    /// <summary>The next line.</summary>
    /// <param name="chunk">The line without its line feed, an array of its own; null when it is too long.</param>
    /// <param name="isWhole">Whether a line feed ends it.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryNext(out OtlpChunk? chunk, out bool isWhole)
    {
        int searched = _start;
        long passed = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                isWhole = true;
                chunk = Take(searched + feed, passed);
                _start = searched + feed + 1;
                _offset++;
                return true;
            }

            if (_end - _start > OtlpLimits.MessageBytes)
            {
                passed += _end - _start;
                _start = _end;
            }

            int left = _end - _start;
            if (!Fill())
            {
                isWhole = false;
                chunk = left > 0 || passed > 0 ? Take(_end, passed) : null;
                bool isLine = left > 0 || passed > 0;
                _start = _end;
                return isLine;
            }

            searched = _start + left;
        }
    }

    private OtlpChunk? Take(int end, long passed)
    {
        long length = end - _start + passed;
        OtlpChunk? chunk = passed > 0 || length > OtlpLimits.MessageBytes ? null : new OtlpChunk(_buffer.AsSpan(_start, (int)length).ToArray(), _offset, _number + 1);
        _number++;
        _offset += length;
        return chunk;
    }

    /// <summary>Reads on behind what is left, which moves to the start of the buffer.</summary>
    private bool Fill()
    {
        int left = _end - _start;
        byte[] into = left > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, left).CopyTo(into);
        (_buffer, _start, _end) = (into, 0, left);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
