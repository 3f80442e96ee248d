using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>What a replanner saw when it was asked for a new plan.</summary>
public sealed record ReplannerInput : IDecisionInput<ReplannerInput, ReplannerOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<ReplannerInput> EventType { get; } = new("replanner_input", 1, EventsJson.Default.ReplannerInput, "replanner");

    /// <summary>The goal of the episode. Default: not recorded.</summary>
    public string? Goal { get; init; }

    /// <summary>The plan that is to be replaced.</summary>
    public required IReadOnlyList<PlanStep> PreviousPlan { get; init; }

    /// <summary>The latest observation.</summary>
    public required string Observation { get; init; }

    /// <summary>Actions so far, oldest first. Default: empty.</summary>
    public IReadOnlyList<AgentAction> ActionHistory { get; init => field = value ?? []; } = [];

    /// <summary>Why a new plan is wanted. Default: not stated.</summary>
    public string? Reason { get; init; }
}
