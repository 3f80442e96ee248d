using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The plan that answers a <see cref="PlannerInput"/>: the trained side of a planner row.</summary>
public sealed record PlannerOutput : ITraceEvent<PlannerOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<PlannerOutput> EventType { get; } = new("planner_output", 1, EventsJson.Default.PlannerOutput, "planner");

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>The goal as the planner restated it. Default: not restated.</summary>
    public string? Goal { get; init; }

    /// <summary>Why this plan. Default: not stated.</summary>
    public string? Rationale { get; init; }
}
