using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>The rule set was looked over: rules merged, removed or tightened.</summary>
public sealed record Audit : ITraceEvent<Audit>
{
    /// <inheritdoc/>
    public static TraceEventType<Audit> EventType { get; } = new("audit", 1, EventsJson.Default.Audit, "learner");

    /// <summary>Within refinement, or at its end. Default: not recorded, as in imports.</summary>
    public AuditPhase? Phase { get; init; }

    /// <summary>The iteration that it belongs to, from 1. Default: none.</summary>
    [Range(1, int.MaxValue)]
    public int? Iteration { get; init; }

    /// <summary>Rules that became one. Default: none.</summary>
    public IReadOnlyList<RuleMerge> Merged { get; init => field = value ?? []; } = [];

    /// <summary>Rules that went out. Default: none.</summary>
    public IReadOnlyList<RuleRef> Removed { get; init => field = value ?? []; } = [];

    /// <summary>Rules that were made narrower. Default: none.</summary>
    public IReadOnlyList<RuleRef> Tightened { get; init => field = value ?? []; } = [];

    /// <summary>What was proposed and not done, and why. Default: nothing.</summary>
    public IReadOnlyList<SkippedAction> Skipped { get; init => field = value ?? []; } = [];

    /// <summary>What was proposed where nobody recorded what came of it, as in imports. Default: nothing.</summary>
    public IReadOnlyList<AuditProposal> Proposed { get; init => field = value ?? []; } = [];

    /// <summary>How well the rules did before. Default: not evaluated.</summary>
    public LearningMetrics? Before { get; init; }

    /// <summary>How well they do after, evaluated anew, so that its part and that of the patch are told apart. Default: not evaluated.</summary>
    public LearningMetrics? After { get; init; }

    /// <summary>Whether all of it was taken back. Default: it holds.</summary>
    public bool Reverted { get; init; }

    /// <summary>Why it was taken back, such as <c>f1_fell</c>. Default: it holds.</summary>
    [RequiredWhen(nameof(Reverted))]
    [RegularExpression(Wire.Word)]
    public string? RevertReason { get; init; }

    /// <summary>Number of rules after it. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? RulesAfter { get; init; }

    /// <summary>The model calls that it came of, by their <c>seq</c> in the run. Default: none, or not recorded.</summary>
    public IReadOnlyList<long> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }
}
