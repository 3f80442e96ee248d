using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>The learning run is over: the rules that survive and what they are worth.</summary>
public sealed record Final : ITraceEvent<Final>
{
    /// <inheritdoc/>
    public static TraceEventType<Final> EventType { get; } = new("final", 1, EventsJson.Default.Final, "learner");

    /// <summary>The rules, in order.</summary>
    public required IReadOnlyList<RuleRef> Rules { get; init; }

    /// <summary>How well they do. Default: not evaluated.</summary>
    public LearningMetrics? Metrics { get; init; }

    /// <summary>How well they do by class. Default: not evaluated so.</summary>
    public IReadOnlyList<ClassMetrics> PerClass { get; init => field = value ?? []; } = [];

    /// <summary>Whether the metrics are of held-out examples; if not, of training examples. Default: not recorded.</summary>
    public bool? OnDev { get; init; }

    /// <summary>Number of iterations. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? Iterations { get; init; }

    /// <summary>Why refinement ended; the words are those of <see cref="Iteration.StopReason"/>. Default: not recorded.</summary>
    [RegularExpression(Wire.Word)]
    public string? StopReason { get; init; }

    /// <summary>Wall time of the whole run in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }
}
