namespace TraceKit.OpenTelemetry.Otlp.Protobuf;

/// <summary>How a field of protobuf is laid out.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Delimited = 2,
    Fixed32 = 5,
}
