using TraceKit.Tools;

namespace TraceKit.Rendering;

/// <summary>One line for each event of a tool.</summary>
internal static class ToolSummaries
{
    public static void All(EventSummaries summaries) => summaries
        .Add<ToolCall>(call => new($"{call.Name} {call.Arguments}"))
        .Add<ToolResult>(Describe)
        .Add<ToolNotFound>(missing => new($"{missing.Name} {missing.Arguments}; there are: {string.Join(", ", missing.Available)}", "not_found", StoryTone.Bad))
        .Add<ToolCallUnresolved>(call => new(EventSummary.Join(call.Name, call.Reason), "unresolved", StoryTone.Warning));

    private static EventSummary Describe(ToolResult result)
    {
        string text = EventSummary.Join(result.Name, result.LatencyMs is { } latency ? DurationText.OfMilliseconds(latency) : null, Schema(result.SchemaVerdict));
        text = result.Content.Length == 0 ? text : $"{text}: {result.Content}";
        return result.Ok
            ? new EventSummary(text, "ok", StoryTone.Good)
            : new EventSummary(text, result.ErrorKind is { } kind ? $"error {kind}" : "error", StoryTone.Bad);
    }

    private static string? Schema(string? verdict) => verdict is null or "valid" ? null : $"arguments break the schema at {verdict}";
}
