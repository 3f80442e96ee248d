using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace TraceKit.OpenTelemetry.Otlp.Protobuf;

/// <summary>Writes protobuf from its end to its start: when the length of a message must be written, the message is there already.</summary>
/// <remarks>So there is one pass, no second one for sizes, and the shortest form of every length. Fields are written last first.</remarks>
internal sealed class BackwardBuffer
{
    private const int FirstSize = 1024;
    private const int LongestVarint = 10;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    private byte[] _bytes = new byte[FirstSize];
    private int _start = FirstSize;

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(_start);

    /// <summary>How much is written so far: where the content of a message ends.</summary>
    public int Length => _bytes.Length - _start;

    /// <summary>Forgets what is written; what held prompts is cleared.</summary>
    public void Reset()
    {
        _bytes.AsSpan(_start).Clear();
        _start = _bytes.Length;
    }

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Ends a message that began when the buffer had this length: its length and its tag go before it.</summary>
    public void Message(int field, int end)
    {
        Number((ulong)(Length - end));
        Tag(field, WireType.Delimited);
    }

    /// <summary>A text; an empty one is not written, unless it is one of several types that a value can have.</summary>
    public void Text(int field, string? text, bool isChoice = false)
    {
        if (string.IsNullOrEmpty(text) && !isChoice)
        {
            return;
        }

        int length = Encoding.UTF8.GetByteCount(text ?? string.Empty);
        Encoding.UTF8.GetBytes(text, Room(length));
        Number((ulong)length);
        Tag(field, WireType.Delimited);
    }

    /// <summary>Bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Raw(bytes);
        Number((ulong)bytes.Length);
        Tag(field, WireType.Delimited);
    }

    /// <summary>An id of hexadecimal digits; none is not written.</summary>
    /// <exception cref="OtlpException">It is not that many digits.</exception>
    public void Id(int field, string? id, int digits)
    {
        if (string.IsNullOrEmpty(id))
        {
            return;
        }

        if (id.Length != digits || id.AsSpan().ContainsAnyExcept(Digits))
        {
            throw new OtlpException($"'{id}' is no id of {digits} hexadecimal digits");
        }

        Convert.FromHexString(id, Room(digits / 2), out _, out _);
        Number((ulong)digits / 2);
        Tag(field, WireType.Delimited);
    }

    /// <summary>A number of variable length; 0 is not written, unless it is one of several types that a value can have.</summary>
    public void Varint(int field, ulong number, bool isChoice = false)
    {
        if (number != 0 || isChoice)
        {
            Number(number);
            Tag(field, WireType.Varint);
        }
    }

    /// <summary>A number of 8 bytes; 0 is not written, unless it is one of several types that a value can have.</summary>
    public void Fixed64(int field, long number, bool isChoice = false)
    {
        if (number != 0 || isChoice)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), number);
            Tag(field, WireType.Fixed64);
        }
    }

    /// <summary>A number of 4 bytes; 0 is not written.</summary>
    public void Fixed32(int field, uint number)
    {
        if (number != 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), number);
            Tag(field, WireType.Fixed32);
        }
    }

    private void Tag(int field, WireType type) => Number(((ulong)field << 3) | (uint)type);

    private void Number(ulong number)
    {
        Span<byte> digits = stackalloc byte[LongestVarint];
        int length = 0;
        do
        {
            digits[length++] = (byte)(number | 0x80);
            number >>= 7;
        }
        while (number != 0);

        digits[length - 1] &= 0x7f;
        Raw(digits[..length]);
    }

    private Span<byte> Room(int length)
    {
        if (length > _start)
        {
            Grow(length);
        }

        _start -= length;
        return _bytes.AsSpan(_start, length);
    }

    private void Grow(int length)
    {
        byte[] larger = new byte[(int)Math.Min((uint)Array.MaxLength, BitOperations.RoundUpToPowerOf2((uint)(Length + length)))];
        Written.CopyTo(larger.AsSpan(larger.Length - Length));
        _start = larger.Length - Length;
        _bytes = larger;
    }
}
