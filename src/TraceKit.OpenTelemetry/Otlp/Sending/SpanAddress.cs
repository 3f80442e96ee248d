using System.Globalization;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>What a report calls a span: the event of a run that it shows, where it says so, else its ids.</summary>
internal static class SpanAddress
{
    public static string Of(SpanRecord span) => Of(span.Attributes) ?? $"{span.TraceId}/{span.SpanId}";

    public static string Of(SpanLog log) => Of(log.Attributes) ?? (log.TraceId is null ? log.EventName ?? "a log record" : $"{log.TraceId}/{log.SpanId}");

    private static string? Of(IReadOnlyList<KeyValuePair<string, object?>> attributes)
    {
        string? run = null;
        object? seq = null;
        foreach ((string key, object? value) in attributes)
        {
            run = key == "tracekit.run.id" ? value as string : run;
            seq = key == "tracekit.event.seq" ? value : seq;
        }

        return run is null ? null : seq is long number ? string.Create(CultureInfo.InvariantCulture, $"{run}#{number}") : run;
    }
}
