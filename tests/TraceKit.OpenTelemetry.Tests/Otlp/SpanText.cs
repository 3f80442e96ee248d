using System.Globalization;
using System.Text;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

/// <summary>A span or log record as a text that says all of it, to compare two of them.</summary>
internal static class SpanText
{
    public static string Of(IEnumerable<SpanRecord> spans) => string.Join('\n', spans.Select(Of));

    public static string Of(IEnumerable<SpanLog> logs) => string.Join('\n', logs.Select(Of));

    public static string Of(SpanRecord span) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         {span.TraceId}/{span.SpanId} in {span.ParentSpanId} {span.TraceState} {span.Flags} "{span.Name}" {span.Kind} {span.StartUnixNano}-{span.EndUnixNano} {span.Status}({span.StatusMessage})
           {Of(span.Attributes)} -{span.Loss.Attributes}-{span.Loss.Events}-{span.Loss.Links}
           events[{string.Join("; ", span.Events.Select(happened => $"{happened.Name}@{happened.UnixNano} {Of(happened.Attributes)} -{happened.DroppedAttributes}"))}]
           links[{string.Join("; ", span.Links.Select(link => $"{link.TraceId}/{link.SpanId} {link.TraceState} {link.Flags} {Of(link.Attributes)} -{link.DroppedAttributes}"))}]
           {Around(span.Resource, span.Scope)}
         """);

    public static string Of(SpanLog log) => string.Create(
        CultureInfo.InvariantCulture,
        $"{log.EventName} {log.UnixNano} {log.ObservedUnixNano} {log.Severity} {log.SeverityText} {log.TraceId}/{log.SpanId} {log.Flags} {Of(log.Body)} {Of(log.Attributes)} -{log.DroppedAttributes} {Around(log.Resource, log.Scope)}");

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => string.Create(CultureInfo.InvariantCulture, $"{real:R}d{BitConverter.DoubleToInt64Bits(real):x}"),
        byte[] bytes => $"0x{Convert.ToHexStringLower(bytes)}",
        IReadOnlyList<KeyValuePair<string, object?>> pairs => new StringBuilder("{").AppendJoin(',', pairs.Select(pair => $"\"{pair.Key}\":{Of(pair.Value)}")).Append('}').ToString(),
        IReadOnlyList<object?> values => $"[{string.Join(',', values.Select(Of))}]",
        _ => throw new ArgumentException($"{value.GetType()} is no value of an attribute."),
    };

    private static string Around(SpanResource resource, SpanScope scope) =>
        $"of {Of(resource.Attributes)} -{resource.DroppedAttributes} {resource.Schema} by {scope.Name} {scope.Version} {Of(scope.Attributes)} -{scope.DroppedAttributes} ({scope.Schema})";
}
