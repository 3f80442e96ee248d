using TraceKit.RunFiles;

namespace PlanAndAct;

/// <summary>What came of one run.</summary>
public sealed record FinishedRun
{
    /// <summary>Id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Id of the task.</summary>
    public required string TaskId { get; init; }

    /// <summary>Number of the trial, from 1.</summary>
    public required int Trial { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Whether the environment counts the task as solved; null when the run broke.</summary>
    public bool? Success { get; init; }

    /// <summary>Why the run ended.</summary>
    public string? StopReason { get; init; }

    /// <summary>What broke, and in which state; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Turns of the executor.</summary>
    public int Steps { get; init; }

    /// <summary>How often the plan was changed.</summary>
    public int Replans { get; init; }

    /// <summary>The run file, or null when the disk refused it.</summary>
    public string? Path { get; init; }
}
