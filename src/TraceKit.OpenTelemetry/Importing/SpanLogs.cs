using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Importing;

/// <summary>Puts log records of the GenAI conventions (messages, evaluations) to the spans that they are about, where they are read as events of these.</summary>
internal static class SpanLogs
{
    private const string Prefix = "gen_ai.";

    private static readonly string ResponseId = GenAiProfile.Dev202608.Key(GenAiField.ResponseId)!;

    /// <summary>Joins by the span's id, else by the id of the response.</summary>
    /// <param name="spans">The spans.</param>
    /// <param name="logs">The log records.</param>
    /// <param name="left">How many belong to no span that is here, or are no records of the conventions.</param>
    public static IReadOnlyList<ImportedSpan> Join(IReadOnlyList<ImportedSpan> spans, IEnumerable<SpanLog> logs, out int left)
    {
        left = 0;
        var joined = new Dictionary<string, List<SpanEvent>>(StringComparer.Ordinal);
        var ids = spans.Select(span => span.Span.SpanId).ToHashSet(StringComparer.Ordinal);
        ILookup<string, string> byResponse = spans.Select(span => (span.Span.SpanId, Response: ResponseOf(span.Span.Attributes))).Where(span => span.Response is not null).ToLookup(span => span.Response!, span => span.SpanId, StringComparer.Ordinal);
        foreach (SpanLog log in logs)
        {
            string? id = log.SpanId is { } said && ids.Contains(said) ? said : ResponseOf(log.Attributes) is { } response ? byResponse[response].FirstOrDefault() : null;
            if (id is null || log.EventName?.StartsWith(Prefix, StringComparison.Ordinal) is not true)
            {
                left++;
                continue;
            }

            (joined.TryGetValue(id, out List<SpanEvent>? events) ? events : joined[id] = []).Add(Event(log));
        }

        return [.. spans.Select(span => joined.TryGetValue(span.Span.SpanId, out List<SpanEvent>? events)
            ? span with { Span = span.Span with { Events = [.. span.Span.Events, .. events.OrderBy(happened => happened.UnixNano)] } }
            : span)];
    }

    private static string? ResponseOf(IReadOnlyList<KeyValuePair<string, object?>> attributes) =>
        attributes.FirstOrDefault(attribute => attribute.Key == ResponseId).Value as string;

    /// <summary>The id of the response has done its work; a body that is a map says what attributes would.</summary>
    private static SpanEvent Event(SpanLog log) => new(
        log.EventName!,
        log.UnixNano > 0 ? log.UnixNano : log.ObservedUnixNano,
        [
            .. log.Attributes.Where(attribute => attribute.Key != ResponseId),
            .. log.Body switch
            {
                null => [],
                IReadOnlyList<KeyValuePair<string, object?>> map => map,
                _ => [KeyValuePair.Create<string, object?>("body", log.Body)],
            },
        ]);
}
