using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>What a planner saw when it was asked for a plan: the prompt side of a planner row.</summary>
public sealed record PlannerInput : IDecisionInput<PlannerInput, PlannerOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<PlannerInput> EventType { get; } = new("planner_input", 1, EventsJson.Default.PlannerInput, "planner");

    /// <summary>The goal of the episode, repeated so that a row needs no look-up.</summary>
    public required string Goal { get; init; }

    /// <summary>The environment as the planner saw it.</summary>
    public required string Observation { get; init; }

    /// <summary>Actions so far, oldest first. Default: empty.</summary>
    public IReadOnlyList<AgentAction> ActionHistory { get; init => field = value ?? []; } = [];
}
