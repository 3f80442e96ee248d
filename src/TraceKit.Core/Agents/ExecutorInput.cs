using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>What an executor saw when it was asked for the next action.</summary>
public sealed record ExecutorInput : IDecisionInput<ExecutorInput, ExecutorOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<ExecutorInput> EventType { get; } = new("executor_input", 1, EventsJson.Default.ExecutorInput, "executor");

    /// <summary>The goal of the episode. Default: not recorded.</summary>
    public string? Goal { get; init; }

    /// <summary>Index of the current step within the plan, from 0.</summary>
    [Range(0, int.MaxValue)]
    public required int CurrentStepIndex { get; init; }

    /// <summary>Number of steps of the plan. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? TotalSteps { get; init; }

    /// <summary>The step to carry out.</summary>
    public required PlanStep CurrentStep { get; init; }

    /// <summary>The environment as the executor saw it.</summary>
    public required string Observation { get; init; }
}
