using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Learning;

/// <summary>Rules were dropped for one cause.</summary>
public sealed record Prune : ITraceEvent<Prune>
{
    /// <inheritdoc/>
    public static TraceEventType<Prune> EventType { get; } = new("prune", 1, EventsJson.Default.Prune, "learner");

    /// <summary>Why.</summary>
    public required PruneCause Cause { get; init; }

    /// <summary>The rules that went out.</summary>
    public required IReadOnlyList<RuleRef> Rules { get; init; }

    /// <summary>Of duplicates, the rules that stay in their place, in the same order. Default: none.</summary>
    public IReadOnlyList<RuleRef> Kept { get; init => field = value ?? []; } = [];

    /// <summary>The iteration that it belongs to, from 1. Default: none.</summary>
    [Range(1, int.MaxValue)]
    public int? Iteration { get; init; }

    /// <summary>How well the rules did before. Default: not evaluated.</summary>
    public LearningMetrics? Before { get; init; }

    /// <summary>How well they do after. Default: not evaluated.</summary>
    public LearningMetrics? After { get; init; }

    /// <summary>Number of rules after it. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? RulesAfter { get; init; }
}
