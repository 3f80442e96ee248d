using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The plan that answers a <see cref="ReplannerInput"/>.</summary>
public sealed record ReplannerOutput : ITraceEvent<ReplannerOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<ReplannerOutput> EventType { get; } = new("replanner_output", 1, EventsJson.Default.ReplannerOutput, "replanner");

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>Why this plan. Default: not stated.</summary>
    public string? Rationale { get; init; }
}
