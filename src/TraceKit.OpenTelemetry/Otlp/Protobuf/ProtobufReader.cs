using System.Buffers.Binary;

namespace TraceKit.OpenTelemetry.Otlp.Protobuf;

/// <summary>Goes through the fields of one message, such as an answer: as much of protobuf as that needs.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _left = message;

    /// <summary>Number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>Its value when it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its content when it has a length.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Comes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">This is no message.</exception>
    public bool Next()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        ulong tag = Varint();
        Field = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw Broken();
        Number = 0;
        Content = default;
        switch ((WireType)(tag & 7))
        {
            case WireType.Varint:
                Number = Varint();
                break;
            case WireType.Fixed64:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case WireType.Fixed32:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            case WireType.Delimited:
                Content = Take(Varint());
                break;
            default:
                throw Broken();
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        ReadOnlySpan<byte> taken = length <= (ulong)_left.Length ? _left[..(int)length] : throw Broken();
        _left = _left[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte digit = Take(1)[0];
            number |= (ulong)(digit & 0x7f) << shift;
            if (digit < 0x80)
            {
                return number;
            }
        }

        throw Broken();
    }

    private static InvalidDataException Broken() => new("this is no protobuf message");
}
