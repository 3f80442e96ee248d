using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>One round of refinement: what failed, what was patched, and whether the patch was kept.</summary>
public sealed record Iteration : ITraceEvent<Iteration>
{
    /// <inheritdoc/>
    public static TraceEventType<Iteration> EventType { get; } = new("iteration", 1, EventsJson.Default.Iteration, "learner");

    /// <summary>Number of the iteration, from 1. Default: not recorded, as in imports.</summary>
    [Range(1, int.MaxValue)]
    public int? Number { get; init; }

    /// <summary>Limit on iterations. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? Max { get; init; }

    /// <summary>How well the rules did just before the patch: after an audit of the same round, evaluated anew. Default: not recorded, as in imports.</summary>
    public LearningMetrics? Before { get; init; }

    /// <summary>Whether the metrics that decide are those of held-out examples; if not, of training examples. Default: not recorded.</summary>
    public bool? OnDev { get; init; }

    /// <summary>What the rules got wrong. Default: not counted.</summary>
    public FailureSummary? Failures { get; init; }

    /// <summary>What the patch changes. Default: there was no patch.</summary>
    public RulePatch? Patch { get; init; }

    /// <summary>How well the rules do with the patch. Default: there was no patch.</summary>
    public LearningMetrics? After { get; init; }

    /// <summary>Whether the patch was kept. Default: there was no patch.</summary>
    public bool? Accepted { get; init; }

    /// <summary>The rule that decided, such as <c>f1_not_worse</c>, <c>precision_rose</c> or <c>f1_fell</c>: without it a lower F1 that was accepted looks like a mistake. Default: there was no patch.</summary>
    [RegularExpression(Wire.Word)]
    public string? DecidedBy { get; init; }

    /// <summary>Why refinement ends with this round, such as <c>exact_match</c>, <c>coordinator_stop</c>, <c>no_failures</c>, <c>patch_empty</c>, <c>prompt_too_large</c> or <c>max_iterations</c>. Default: it goes on.</summary>
    [RegularExpression(Wire.Word)]
    public string? StopReason { get; init; }

    /// <summary>Number of rules after the round. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? RulesAfter { get; init; }

    /// <summary>The variant of the prompt that made the patch. Default: not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? PromptVariant { get; init; }

    /// <summary>The model calls that it came of, by their <c>seq</c> in the run. Default: none, or not recorded.</summary>
    public IReadOnlyList<long> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }
}
