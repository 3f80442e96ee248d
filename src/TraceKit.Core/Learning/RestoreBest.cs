using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Learning;

/// <summary>The best rule set of the run was taken, and it was not the last.</summary>
public sealed record RestoreBest : ITraceEvent<RestoreBest>
{
    /// <inheritdoc/>
    public static TraceEventType<RestoreBest> EventType { get; } = new("restore_best", 1, EventsJson.Default.RestoreBest, "learner");

    /// <summary>The iteration after which it stood, from 0 for the synthesis.</summary>
    [Range(0, int.MaxValue)]
    public required int FromIteration { get; init; }

    /// <summary>How well the last rules do.</summary>
    public required LearningMetrics Last { get; init; }

    /// <summary>How well the best do.</summary>
    public required LearningMetrics Best { get; init; }

    /// <summary>The rules that stand again.</summary>
    public required IReadOnlyList<RuleRef> Rules { get; init; }
}
