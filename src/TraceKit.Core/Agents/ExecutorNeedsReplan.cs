using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The executor says that the plan no longer serves; why plans fail is what a replanner is trained on.</summary>
public sealed record ExecutorNeedsReplan : ITraceEvent<ExecutorNeedsReplan>
{
    /// <inheritdoc/>
    public static TraceEventType<ExecutorNeedsReplan> EventType { get; } = new("executor_needs_replan", 1, EventsJson.Default.ExecutorNeedsReplan, "executor");

    /// <summary>Why, as a stable word such as <c>plan_exhausted</c> or <c>tool_failed</c>.</summary>
    [NotEmpty]
    public required string Reason { get; init; }

    /// <summary>What was seen. Default: nothing more.</summary>
    public string? Detail { get; init; }
}
