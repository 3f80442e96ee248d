using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Debugging;

/// <summary>Tests were run; that they fail before a fix and pass after it is the best evidence that there is.</summary>
public sealed record TestRun : ITraceEvent<TestRun>
{
    /// <inheritdoc/>
    public static TraceEventType<TestRun> EventType { get; } = new("test_run", 1, EventsJson.Default.TestRun, "developer");

    /// <summary>How many passed.</summary>
    [Range(0, int.MaxValue)]
    public required int Passed { get; init; }

    /// <summary>How many failed.</summary>
    [Range(0, int.MaxValue)]
    public required int Failed { get; init; }

    /// <summary>How many were skipped. Default: not counted.</summary>
    [Range(0, int.MaxValue)]
    public int? Skipped { get; init; }

    /// <summary>Names of those that failed. Default: not named.</summary>
    public IReadOnlyList<string> FailedTests { get; init => field = value ?? []; } = [];

    /// <summary>The framework, such as <c>pytest</c>. Default: not recorded.</summary>
    public string? Framework { get; init; }

    /// <summary>Which tests were asked for. Default: all.</summary>
    public string? Selection { get; init; }

    /// <summary>The command. Default: not recorded.</summary>
    public string? Command { get; init; }

    /// <summary>What it printed. Default: not recorded.</summary>
    public string? Output { get; init; }

    /// <summary>Its exit code. Default: not recorded.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }

    /// <summary>The <c>seq</c> of the <c>reasoning</c> that led to it: chains of thought and action are read from it. Default: the last one before it.</summary>
    [Range(0.0, double.MaxValue)]
    public long? Because { get; init; }
}
