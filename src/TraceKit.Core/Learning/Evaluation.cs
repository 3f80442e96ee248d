using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>A rule set was evaluated and nothing was decided by it: a point of a curve.</summary>
public sealed record Evaluation : ITraceEvent<Evaluation>
{
    /// <inheritdoc/>
    public static TraceEventType<Evaluation> EventType { get; } = new("evaluation", 1, EventsJson.Default.Evaluation, "learner");

    /// <summary>What is counted by <see cref="Number"/>, such as <c>iteration</c>, <c>batch</c> or <c>checkpoint</c>: points of one stage are one curve.</summary>
    [RegularExpression(Wire.Word)]
    public required string Stage { get; init; }

    /// <summary>Place within the stage, as the algorithm counts. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? Number { get; init; }

    /// <summary>How well the rules do.</summary>
    public required LearningMetrics Metrics { get; init; }

    /// <summary>How well they do by class. Default: not evaluated so.</summary>
    public IReadOnlyList<ClassMetrics> PerClass { get; init => field = value ?? []; } = [];

    /// <summary>Whether the metrics are of held-out examples. Default: not recorded.</summary>
    public bool? OnDev { get; init; }

    /// <summary>Number of rules that were evaluated. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? RuleCount { get; init; }
}
