using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Protobuf;

/// <summary>Spans and log records as messages of opentelemetry-proto; the numbers are those of its definitions.</summary>
internal static class ProtobufSpans
{
    /// <summary>The content of a Span.</summary>
    public static void Span(BackwardBuffer buffer, SpanRecord span)
    {
        buffer.Fixed32(16, span.Flags);
        Status(buffer, span);
        buffer.Varint(14, (ulong)span.Loss.Links);
        for (int at = span.Links.Count - 1; at >= 0; at--)
        {
            int end = buffer.Length;
            Link(buffer, span.Links[at]);
            buffer.Message(13, end);
        }

        buffer.Varint(12, (ulong)span.Loss.Events);
        for (int at = span.Events.Count - 1; at >= 0; at--)
        {
            int end = buffer.Length;
            Event(buffer, span.Events[at]);
            buffer.Message(11, end);
        }

        buffer.Varint(10, (ulong)span.Loss.Attributes);
        ProtobufValues.Attributes(buffer, 9, span.Attributes);
        buffer.Fixed64(8, OtlpTimes.ToWire(span.EndUnixNano));
        buffer.Fixed64(7, OtlpTimes.ToWire(span.StartUnixNano));
        buffer.Varint(6, (ulong)OtlpKinds.ToOtlp(span.Kind));
        buffer.Text(5, span.Name);
        buffer.Id(4, span.ParentSpanId, 16);
        buffer.Text(3, span.TraceState);
        buffer.Id(2, span.SpanId, 16);
        buffer.Id(1, span.TraceId, 32);
    }

    /// <summary>The content of a LogRecord.</summary>
    public static void Log(BackwardBuffer buffer, SpanLog log)
    {
        buffer.Text(12, log.EventName);
        buffer.Fixed64(11, OtlpTimes.ToWire(log.ObservedUnixNano));
        buffer.Id(10, log.SpanId, 16);
        buffer.Id(9, log.TraceId, 32);
        buffer.Fixed32(8, log.Flags);
        buffer.Varint(7, (ulong)log.DroppedAttributes);
        ProtobufValues.Attributes(buffer, 6, log.Attributes);
        if (log.Body is not null)
        {
            int end = buffer.Length;
            ProtobufValues.Value(buffer, log.Body, 1);
            buffer.Message(5, end);
        }

        buffer.Text(3, log.SeverityText);
        buffer.Varint(2, (ulong)log.Severity);
        buffer.Fixed64(1, OtlpTimes.ToWire(log.UnixNano));
    }

    /// <summary>The content of a Resource.</summary>
    public static void Resource(BackwardBuffer buffer, SpanResource resource)
    {
        buffer.Varint(2, (ulong)resource.DroppedAttributes);
        ProtobufValues.Attributes(buffer, 1, resource.Attributes);
    }

    /// <summary>The content of an InstrumentationScope.</summary>
    public static void Scope(BackwardBuffer buffer, SpanScope scope)
    {
        buffer.Varint(4, (ulong)scope.DroppedAttributes);
        ProtobufValues.Attributes(buffer, 3, scope.Attributes);
        buffer.Text(2, scope.Version);
        buffer.Text(1, scope.Name);
    }

    private static void Status(BackwardBuffer buffer, SpanRecord span)
    {
        int end = buffer.Length;
        buffer.Varint(3, (ulong)span.Status);
        buffer.Text(2, span.StatusMessage);
        if (buffer.Length > end)
        {
            buffer.Message(15, end);
        }
    }

    private static void Event(BackwardBuffer buffer, SpanEvent happened)
    {
        buffer.Varint(4, (ulong)happened.DroppedAttributes);
        ProtobufValues.Attributes(buffer, 3, happened.Attributes);
        buffer.Text(2, happened.Name);
        buffer.Fixed64(1, OtlpTimes.ToWire(happened.UnixNano));
    }

    private static void Link(BackwardBuffer buffer, SpanLink link)
    {
        buffer.Fixed32(6, link.Flags);
        buffer.Varint(5, (ulong)link.DroppedAttributes);
        ProtobufValues.Attributes(buffer, 4, link.Attributes);
        buffer.Text(3, link.TraceState);
        buffer.Id(2, link.SpanId, 16);
        buffer.Id(1, link.TraceId, 32);
    }
}
