using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>Which rules are the best set so far; they need not be the rules that are being worked on.</summary>
public sealed record BestRules : ITraceEvent<BestRules>
{
    /// <inheritdoc/>
    public static TraceEventType<BestRules> EventType { get; } = new("best_rules", 1, EventsJson.Default.BestRules, "learner");

    /// <summary>What is counted by <see cref="Number"/>, such as <c>batch</c>.</summary>
    [RegularExpression(Wire.Word)]
    public required string Stage { get; init; }

    /// <summary>Place within the stage at whose start they stand, as the algorithm counts. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? Number { get; init; }

    /// <summary>The rules, in order.</summary>
    public required IReadOnlyList<RuleRef> Rules { get; init; }

    /// <summary>How well they do. Default: not recorded.</summary>
    public LearningMetrics? Metrics { get; init; }
}
