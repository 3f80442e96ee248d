using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>One step of a plan.</summary>
public sealed record PlanStep
{
    /// <summary>Number of the step within its plan, from 1.</summary>
    [Range(1, int.MaxValue)]
    public required int StepId { get; init; }

    /// <summary>What the step is to achieve; never empty.</summary>
    [NotEmpty]
    public required string Intent { get; init; }

    /// <summary>How to see that the step succeeded. Default: not stated.</summary>
    public string? SuccessCriteria { get; init; }
}
