using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Learning;

/// <summary>A learner whose synthesis and patches are stubs: no model, a tiny data set in memory, and the facts that a real one would hand over.</summary>
internal static class SomeLearner
{
    public static LearningStart Start { get; } = new() { Dataset = "demo", TaskName = "intent", TaskType = "classification", Coordinator = "agentic", Data = new LearningData { Examples = 10 } };

    public static RuleRef Rule(string name) => new() { Id = "id_" + name, Name = name, Format = "regex" };

    public static LearningMetrics F1(double f1, double? precision = null) => new() { MicroF1 = f1, MicroPrecision = precision };

    /// <summary>Tells the run that the replaced system was measured with, evaluated anew after the audit.</summary>
    public static void Tell(LearningTrace trace, ManualTime? time = null)
    {
        void Pass() => time?.Advance(TimeSpan.FromMilliseconds(20));
        trace.Add(new Synthesis { Mode = "bulk", Rules = [Rule("refund_kw"), Rule("cancel_kw"), Rule("noise")], Metrics = F1(0.533, 0.8) });
        Pass();
        trace.Add(new Critic { Iteration = 1, RuleFeedback = 0, GuidanceAdded = 1 });
        trace.Add(new Guidance { Iteration = 1, FocusClasses = ["cancel"], ShouldContinue = true });
        Pass();
        trace.Add(new Iteration
        {
            Number = 1,
            Max = 3,
            Before = F1(0.533, 0.8),
            Failures = new FailureSummary { Total = 6, ByMode = [new ClassCount { Label = "missed", Count = 6 }] },
            Patch = new RulePatch { Added = [Rule("cancel_syn"), Rule("money_back")] },
            After = F1(0.778, 0.875),
            Accepted = true,
            DecidedBy = "f1_not_worse",
            RulesAfter = 5,
        });
        Pass();
        trace.Add(new Audit
        {
            Phase = AuditPhase.Mid,
            Iteration = 2,
            Merged = [new RuleMerge { Sources = [Rule("refund_kw"), Rule("money_back")], Into = Rule("refund_family") }],
            Removed = [Rule("noise")],
            Skipped = [new SkippedAction { Action = AuditAction.Merge, RuleIds = ["zz"], Reason = "unknown_ids" }],
            Before = F1(0.778),
            After = F1(0.8),
            RulesAfter = 3,
        });
        Pass();
        trace.Add(new Iteration
        {
            Number = 2,
            Max = 3,
            Before = F1(0.8),
            Failures = new FailureSummary { Total = 3 },
            Patch = new RulePatch { Added = [Rule("money_back_2")], Replaced = [new RuleReplacement { Name = "cancel_syn", OldId = "id_cancel_syn", NewId = "id_cancel_syn_2" }] },
            After = F1(0.889),
            Accepted = true,
            DecidedBy = "f1_not_worse",
            RulesAfter = 4,
        });
        Pass();
        trace.Add(new Iteration
        {
            Number = 3,
            Max = 3,
            Before = F1(0.889),
            Failures = new FailureSummary { Total = 2 },
            Patch = new RulePatch { Deleted = [Rule("cancel_kw")] },
            After = F1(0.7),
            Accepted = false,
            DecidedBy = "f1_fell",
            RulesAfter = 4,
            StopReason = "max_iterations",
        });
        trace.Add(new Audit { Phase = AuditPhase.Final, Before = F1(0.889), After = F1(0.889), RulesAfter = 4 });
        trace.Add(new Prune { Cause = PruneCause.Duplicate, Rules = [Rule("money_back_2")], Kept = [Rule("refund_family")], Before = F1(0.889), After = F1(0.889), RulesAfter = 3 });
        Pass();
        trace.Add(new ValidatedStats { Rules = [new RuleStats { Id = "id_refund_family", Name = "refund_family", Precision = 1, Support = 4 }] });
        trace.Add(new Final
        {
            Rules = [Rule("cancel_kw"), new RuleRef { Id = "id_cancel_syn_2", Name = "cancel_syn" }, Rule("refund_family")],
            Metrics = F1(0.889),
            Iterations = 3,
            StopReason = "max_iterations",
        });
    }

    /// <summary>A trace in a folder, whose clock stands still unless it is moved.</summary>
    public static LearningTrace Trace(TempFolder folder, out TraceCollector collector, string? runId = null, ManualTime? time = null, TimeSpan interval = default)
    {
        collector = Some.Collector(folder, options => options.Time = time ?? new ManualTime());
        return LearningTrace.Begin(collector, Start, new LearningTraceOptions { Storage = folder["learned"], RunId = runId, StoryInterval = interval });
    }
}
