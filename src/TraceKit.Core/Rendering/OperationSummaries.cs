using System.Globalization;
using TraceKit.Tracing;

namespace TraceKit.Rendering;

/// <summary>One line for each event of an operation or a foreign span.</summary>
internal static class OperationSummaries
{
    public static void All(EventSummaries summaries) => summaries
        .Add<Operation>(operation => new($"{operation.Name} {operation.Arguments}".TrimEnd()))
        .Add<OperationResult>(Describe)
        .Add<ForeignSpan>(Describe);

    private static EventSummary Describe(ForeignSpan span) => new(
        EventSummary.Join(
            span.Name,
            span.DurationMs is { } duration ? DurationText.OfMilliseconds(duration) : "never ended",
            span.Source,
            span.Untold,
            span.StatusMessage,
            span.Losses is { } losses ? $"lost: {string.Join(", ", losses)}" : null),
        span.Status == "error" ? "error" : span.Losses is null ? null : "loss",
        span.Status == "error" ? StoryTone.Bad : span.Losses is null && span.DurationMs is not null ? StoryTone.Plain : StoryTone.Warning);

    private static EventSummary Describe(OperationResult result)
    {
        string text = EventSummary.Join(
            result.Name,
            result.LatencyMs is { } latency ? DurationText.OfMilliseconds(latency) : null,
            result.Items is { } items ? string.Create(CultureInfo.InvariantCulture, $"{items} item(s)") : null,
            result.Error?.Type,
            result.Error?.Message);
        text = result.Result is null ? text : $"{text}: {result.Result}";
        return result.Status switch
        {
            OperationStatus.Ok => new(text, "ok", StoryTone.Good),
            OperationStatus.Error => new(text, "error", StoryTone.Bad),
            OperationStatus.Cancelled => new(text, "cancelled", StoryTone.Warning),
            OperationStatus.Abandoned => new(text, "abandoned", StoryTone.Warning),
            _ => new(text, "not_enumerated", StoryTone.Warning),
        };
    }
}
