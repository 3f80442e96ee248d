using System.Buffers;
using System.Buffers.Text;

namespace TraceKit.Redaction;

/// <summary>What a run may stand for: base64 from each of its first four characters on, and hex from each of two.</summary>
/// <remarks>A run may be joined to characters that are no part of what is encoded, such as <c>path/</c>; then the groups of four begin elsewhere.</remarks>
internal ref struct Decoding
{
    private const int Base64Ways = 4;
    private const int Ways = Base64Ways + 2;
    private const int ShortestHex = 40;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ReadOnlySpan<byte> _run;
    private readonly Span<byte> _bytes;
    private readonly Span<byte> _standard;
    private readonly ReadOnlySpan<byte> _hex;
    private int _way;

    /// <summary>Prepares to decode a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="room">At least twice as long as the run.</param>
    public Decoding(ReadOnlySpan<byte> run, Span<byte> room)
    {
        _run = run;
        _bytes = room[run.Length..];
        _standard = room[..run.Length];
        run.CopyTo(_standard);
        _standard.Replace((byte)'-', (byte)'+');
        _standard.Replace((byte)'_', (byte)'/');
        _hex = HexWithin(run);
    }

    /// <summary>What the run was decoded to.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Decodes in the next way.</summary>
    public bool MoveNext()
    {
        while (_way < Ways)
        {
            int way = _way++;
            if (way < Base64Ways)
            {
                Current = Narrowed(FromBase64(_standard[Math.Min(way, _run.Length)..]));
                return true;
            }

            if (_hex.Length > way - Base64Ways)
            {
                ReadOnlySpan<byte> digits = _hex[(way - Base64Ways)..];
                Convert.FromHexString(digits[..(digits.Length & ~1)], _bytes, out _, out int written);
                Current = Narrowed(_bytes[..written]);
                return true;
            }
        }

        return false;
    }

    /// <summary>Decodes as far as whole bytes go.</summary>
    private readonly Span<byte> FromBase64(ReadOnlySpan<byte> text)
    {
        int whole = text.Length & ~3;
        Base64.DecodeFromUtf8(text[..whole], _bytes, out _, out int written, isFinalBlock: false);
        int left = text.Length - whole;
        if (left > 1)
        {
            Span<byte> last = [(byte)'A', (byte)'A', (byte)'A', (byte)'A'];
            text[whole..].CopyTo(last);
            Base64.DecodeFromUtf8(last, _bytes[written..], out _, out _, isFinalBlock: false);
            written += left - 1;
        }

        return _bytes[..written];
    }

    /// <summary>Without zeros where they are a third and more: text in UTF-16.</summary>
    private static ReadOnlySpan<byte> Narrowed(Span<byte> bytes)
    {
        int zeros = bytes.Count((byte)0);
        if (zeros * 3 < bytes.Length || zeros == 0)
        {
            return bytes;
        }

        int written = 0;
        foreach (byte character in bytes)
        {
            bytes[written] = character;
            written += character == 0 ? 0 : 1;
        }

        return bytes[..written];
    }

    /// <summary>The first stretch of hexadecimal digits that is long enough, or nothing.</summary>
    private static ReadOnlySpan<byte> HexWithin(ReadOnlySpan<byte> run)
    {
        for (int at = 0; at <= run.Length - ShortestHex;)
        {
            int other = run.Slice(at, ShortestHex).LastIndexOfAnyExcept(Hex);
            if (other < 0)
            {
                int length = run[at..].IndexOfAnyExcept(Hex);
                return length < 0 ? run[at..] : run.Slice(at, length);
            }

            at += other + 1;
        }

        return [];
    }
}
