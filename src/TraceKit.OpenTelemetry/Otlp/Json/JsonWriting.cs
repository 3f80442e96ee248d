using System.Text.Json;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Writes spans and log records as OTLP/JSON: what is absent, empty or zero is left out, as JSON of protobuf does.</summary>
internal static class JsonWriting
{
    public static void Span(Utf8JsonWriter json, SpanRecord span)
    {
        json.WriteStartObject();
        json.WriteString("traceId"u8, span.TraceId);
        json.WriteString("spanId"u8, span.SpanId);
        Text(json, "traceState"u8, span.TraceState);
        Text(json, "parentSpanId"u8, span.ParentSpanId);
        Number(json, "flags"u8, span.Flags);
        json.WriteString("name"u8, span.Name);
        json.WriteNumber("kind"u8, OtlpKinds.ToOtlp(span.Kind));
        Time(json, "startTimeUnixNano"u8, span.StartUnixNano);
        Time(json, "endTimeUnixNano"u8, span.EndUnixNano);
        Attributes(json, "attributes"u8, span.Attributes);
        Number(json, "droppedAttributesCount"u8, span.Loss.Attributes);
        Events(json, span.Events);
        Number(json, "droppedEventsCount"u8, span.Loss.Events);
        Links(json, span.Links);
        Number(json, "droppedLinksCount"u8, span.Loss.Links);
        Status(json, span);
        json.WriteEndObject();
    }

    public static void Log(Utf8JsonWriter json, SpanLog log)
    {
        json.WriteStartObject();
        Time(json, "timeUnixNano"u8, log.UnixNano);
        if (log.ObservedUnixNano > 0)
        {
            Time(json, "observedTimeUnixNano"u8, log.ObservedUnixNano);
        }

        Number(json, "severityNumber"u8, log.Severity);
        Text(json, "severityText"u8, log.SeverityText);
        Text(json, "eventName"u8, log.EventName);
        if (log.Body is not null)
        {
            json.WritePropertyName("body"u8);
            Value(json, log.Body, 1);
        }

        Attributes(json, "attributes"u8, log.Attributes);
        Number(json, "droppedAttributesCount"u8, log.DroppedAttributes);
        Number(json, "flags"u8, log.Flags);
        Text(json, "traceId"u8, log.TraceId);
        Text(json, "spanId"u8, log.SpanId);
        json.WriteEndObject();
    }

    public static void Resource(Utf8JsonWriter json, SpanResource resource)
    {
        json.WriteStartObject("resource"u8);
        Attributes(json, "attributes"u8, resource.Attributes);
        Number(json, "droppedAttributesCount"u8, resource.DroppedAttributes);
        json.WriteEndObject();
    }

    public static void Scope(Utf8JsonWriter json, SpanScope scope)
    {
        json.WriteStartObject("scope"u8);
        Text(json, "name"u8, scope.Name);
        Text(json, "version"u8, scope.Version);
        Attributes(json, "attributes"u8, scope.Attributes);
        Number(json, "droppedAttributesCount"u8, scope.DroppedAttributes);
        json.WriteEndObject();
    }

    public static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, long number)
    {
        if (number != 0)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, long nanoseconds)
    {
        Span<byte> digits = stackalloc byte[20];
        OtlpTimes.ToWire(nanoseconds).TryFormat(digits, out int length, provider: System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, digits[..length]);
    }

    private static void Status(Utf8JsonWriter json, SpanRecord span)
    {
        if (span.Status == default && string.IsNullOrEmpty(span.StatusMessage))
        {
            return;
        }

        json.WriteStartObject("status"u8);
        Text(json, "message"u8, span.StatusMessage);
        Number(json, "code"u8, (int)span.Status);
        json.WriteEndObject();
    }

    private static void Events(Utf8JsonWriter json, IReadOnlyList<SpanEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        json.WriteStartArray("events"u8);
        foreach (SpanEvent happened in events)
        {
            json.WriteStartObject();
            Time(json, "timeUnixNano"u8, happened.UnixNano);
            json.WriteString("name"u8, happened.Name);
            Attributes(json, "attributes"u8, happened.Attributes);
            Number(json, "droppedAttributesCount"u8, happened.DroppedAttributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Links(Utf8JsonWriter json, IReadOnlyList<SpanLink> links)
    {
        if (links.Count == 0)
        {
            return;
        }

        json.WriteStartArray("links"u8);
        foreach (SpanLink link in links)
        {
            json.WriteStartObject();
            json.WriteString("traceId"u8, link.TraceId);
            json.WriteString("spanId"u8, link.SpanId);
            Text(json, "traceState"u8, link.TraceState);
            Attributes(json, "attributes"u8, link.Attributes);
            Number(json, "droppedAttributesCount"u8, link.DroppedAttributes);
            Number(json, "flags"u8, link.Flags);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Attributes(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<KeyValuePair<string, object?>> attributes, int depth = 0)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach ((string key, object? value) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, key);
            json.WritePropertyName("value"u8);
            Value(json, value, depth + 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, object? value, int depth)
    {
        OtlpException.ThrowIfTooDeep(depth);
        json.WriteStartObject();
        switch (SpanValues.Plain(value))
        {
            case string text:
                json.WriteString("stringValue"u8, text);
                break;
            case bool truth:
                json.WriteBoolean("boolValue"u8, truth);
                break;
            case long whole:
                json.WriteString("intValue"u8, whole.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double real when double.IsFinite(real):
                json.WriteNumber("doubleValue"u8, real);
                break;
            case double odd:
                json.WriteString("doubleValue"u8, double.IsNaN(odd) ? "NaN"u8 : odd > 0 ? "Infinity"u8 : "-Infinity"u8);
                break;
            case byte[] bytes:
                json.WriteBase64String("bytesValue"u8, bytes);
                break;
            case IReadOnlyList<KeyValuePair<string, object?>> pairs:
                json.WriteStartObject("kvlistValue"u8);
                Attributes(json, "values"u8, pairs, depth);
                json.WriteEndObject();
                break;
            case IReadOnlyList<object?> values:
                json.WriteStartObject("arrayValue"u8);
                json.WriteStartArray("values"u8);
                foreach (object? item in values)
                {
                    Value(json, item, depth + 1);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
    }
}
