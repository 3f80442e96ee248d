namespace TraceKit.OpenTelemetry.Otlp.Protobuf;

/// <summary>Attributes and their values as KeyValue and AnyValue of opentelemetry-proto.</summary>
internal static class ProtobufValues
{
    /// <summary>A repeated field of KeyValue.</summary>
    public static void Attributes(BackwardBuffer buffer, int field, IReadOnlyList<KeyValuePair<string, object?>> attributes, int depth = 0)
    {
        for (int at = attributes.Count - 1; at >= 0; at--)
        {
            int end = buffer.Length;
            (string key, object? value) = attributes[at];
            Value(buffer, value, depth + 1);
            buffer.Message(2, end);
            buffer.Text(1, key);
            buffer.Message(field, end);
        }
    }

    /// <summary>The content of an AnyValue; null has none.</summary>
    /// <exception cref="OtlpException">It is nested too deep.</exception>
    public static void Value(BackwardBuffer buffer, object? value, int depth)
    {
        OtlpException.ThrowIfTooDeep(depth);
        switch (SpanValues.Plain(value))
        {
            case string text:
                buffer.Text(1, text, isChoice: true);
                break;
            case bool truth:
                buffer.Varint(2, truth ? 1UL : 0, isChoice: true);
                break;
            case long whole:
                buffer.Varint(3, (ulong)whole, isChoice: true);
                break;
            case double real:
                buffer.Fixed64(4, BitConverter.DoubleToInt64Bits(real), isChoice: true);
                break;
            case byte[] bytes:
                buffer.Bytes(7, bytes);
                break;
            case IReadOnlyList<KeyValuePair<string, object?>> pairs:
                Nested(buffer, 6, () => Attributes(buffer, 1, pairs, depth));
                break;
            case IReadOnlyList<object?> values:
                Nested(buffer, 5, () => Values(buffer, values, depth));
                break;
        }
    }

    private static void Values(BackwardBuffer buffer, IReadOnlyList<object?> values, int depth)
    {
        for (int at = values.Count - 1; at >= 0; at--)
        {
            int end = buffer.Length;
            Value(buffer, values[at], depth + 1);
            buffer.Message(1, end);
        }
    }

    private static void Nested(BackwardBuffer buffer, int field, Action write)
    {
        int end = buffer.Length;
        write();
        buffer.Message(field, end);
    }
}
