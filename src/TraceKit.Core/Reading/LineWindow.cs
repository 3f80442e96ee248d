using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Cuts lines from bytes in memory, or from a stream through one window that is used again and again.</summary>
/// <remarks>Lines from memory are slices of it; a line from a stream is an array of its own. The window grows to the longest line that the format allows, never beyond.</remarks>
internal sealed class LineWindow
{
    private const int FirstSize = 256 * 1024;
    private const int HeadSize = 4096;

    /// <summary>What is kept of a line that is too long: enough to see its checksum.</summary>
    private const int KeptTail = 64;

    private readonly Stream? _stream;
    private long _unread;
    private byte[] _buffer = [];
    private ReadOnlyMemory<byte> _window;
    private long _offset;
    private long _lines;

    /// <summary>Cuts bytes.</summary>
    public LineWindow(ReadOnlyMemory<byte> bytes) => _window = bytes;

    /// <summary>Cuts a stream, as long as it is now: a file that grows meanwhile is read as it was.</summary>
    public LineWindow(Stream stream)
    {
        _stream = stream;
        _unread = stream.Length;
        _buffer = new byte[Math.Clamp(_unread, 1, FirstSize)];
        while (_window.Length < HeadSize && Fill())
        {
        }
    }

    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => _window.IsEmpty;

    /// <summary>The first bytes of what is left.</summary>
    public ReadOnlySpan<byte> Head => _window.Span[..Math.Min(_window.Length, HeadSize)];

    /// <summary>Passes bytes over that belong to no line.</summary>
    public void Skip(int count)
    {
        _window = _window[count..];
        _offset += count;
    }

    /// <summary>Cuts the next line.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="IOException">The stream cannot be read on.</exception>
    public bool TryNext(out RawLine line)
    {
        int searched = 0;
        long passed = 0;
        bool nul = true;
        do
        {
            int feed = _window.Span[searched..].IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = Take(searched + feed, passed, nul, isWhole: true);
                return true;
            }

            searched = _window.Length;
            if (_stream is not null && searched > RunFormat.MaxLineBytes + 1)
            {
                nul &= !_window.Span[..^KeptTail].ContainsAnyExcept((byte)0);
                passed += searched - KeptTail;
                _window = _window[^KeptTail..];
                searched = KeptTail;
            }
        }
        while (Fill());

        bool isLine = !_window.IsEmpty;
        line = isLine ? Take(_window.Length, passed, nul, isWhole: false) : default;
        return isLine;
    }

    private RawLine Take(int length, long passed, bool nul, bool isWhole)
    {
        ReadOnlyMemory<byte> bytes = _window[..length];
        var line = new RawLine(
            _stream is null ? bytes : bytes.ToArray(), passed + length, ++_lines, _offset, isWhole, nul && !isWhole && !bytes.Span.ContainsAnyExcept((byte)0));
        _window = _window[(isWhole ? length + 1 : length)..];
        _offset += passed + length + 1;
        return line;
    }

    /// <summary>Reads on behind what is left, which moves to the start of the buffer.</summary>
    private bool Fill()
    {
        if (_unread == 0)
        {
            return false;
        }

        if (_window.Length == _buffer.Length)
        {
            _buffer = new byte[_buffer.Length * 2];
        }

        _window.Span.CopyTo(_buffer);
        int read = _stream!.Read(_buffer, _window.Length, (int)Math.Min(_buffer.Length - _window.Length, _unread));
        _window = _buffer.AsMemory(0, _window.Length + read);
        _unread = read == 0 ? 0 : _unread - read;
        return read > 0;
    }
}
