namespace TraceKit.Agents;

/// <summary>One step of a plan.</summary>
public sealed record PlanStep
{
    /// <summary>Number of the step within its plan, from 1.</summary>
    public required int StepId { get; init; }

    /// <summary>What the step is to achieve; never empty.</summary>
    public required string Intent { get; init; }

    /// <summary>How to see that the step succeeded. Default: not stated.</summary>
    public string? SuccessCriteria { get; init; }
}
