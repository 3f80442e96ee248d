using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>What a critic or verifier saw when it was asked to judge the progress.</summary>
public sealed record CriticInput : IDecisionInput<CriticInput, CriticOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<CriticInput> EventType { get; } = new("critic_input", 1, EventsJson.Default.CriticInput, "critic");

    /// <summary>The goal of the episode; a verdict cannot be learned without it. Default: not recorded.</summary>
    public string? Goal { get; init; }

    /// <summary>The latest observation.</summary>
    public required string Observation { get; init; }

    /// <summary>Index of the current step within the plan, from 0. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? CurrentStepIndex { get; init; }

    /// <summary>Number of steps of the plan. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? PlanLength { get; init; }

    /// <summary>Whether the environment says that it is done. Default: not recorded.</summary>
    public bool? Done { get; init; }

    /// <summary>Actions so far, oldest first. Default: not recorded.</summary>
    public IReadOnlyList<AgentAction>? ActionHistory { get; init; }
}
