using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>The first rules were made.</summary>
public sealed record Synthesis : ITraceEvent<Synthesis>
{
    /// <inheritdoc/>
    public static TraceEventType<Synthesis> EventType { get; } = new("synthesis", 1, EventsJson.Default.Synthesis, "learner");

    /// <summary>How, such as <c>bulk</c>, <c>per_class</c> or <c>incremental</c>.</summary>
    [RegularExpression(Wire.Word)]
    public required string Mode { get; init; }

    /// <summary>The rules, in order. Their number is what the story counts from.</summary>
    public required IReadOnlyList<RuleRef> Rules { get; init; }

    /// <summary>What each class came to, where rules were made class by class. Default: not so made.</summary>
    public IReadOnlyList<ClassSynthesis> PerClass { get; init => field = value ?? []; } = [];

    /// <summary>How well the rules do. Default: not evaluated.</summary>
    public LearningMetrics? Metrics { get; init; }

    /// <summary>The model calls that it came of, by their <c>seq</c> in the run. Default: none, or not recorded.</summary>
    public IReadOnlyList<long> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }
}
