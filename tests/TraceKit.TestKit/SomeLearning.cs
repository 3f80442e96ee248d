using TraceKit.Learning;

namespace TraceKit.TestKit;

/// <content>One event of every type of the learning vocabulary, with every member set.</content>
public static partial class Some
{
    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static LearningStart LearningStart() => new()
    {
        Dataset = "demo",
        TaskName = "intents",
        TaskType = "classification",
        Coordinator = "agentic",
        Model = "some-model",
        Settings = new LearningSettings
        {
            MaxIterations = 3,
            HoldoutFraction = 0.2,
            SplitSeed = 42,
            SamplingStrategy = "balanced",
            SynthesisStrategy = "bulk",
            IncrementalOnly = false,
            AuditInterval = 2,
            CriticInterval = 0,
            PruneAfterLearning = true,
        },
        Data = new LearningData { Examples = 10, Corrections = 1, Train = 8, Dev = 2 },
    };

    public static Synthesis Synthesis() => new()
    {
        Mode = "per_class",
        Rules = [RuleRef("refund_kw"), RuleRef("cancel_kw")],
        PerClass = [new ClassSynthesis { Label = "refund", Rules = 1, DurationMs = 900, ErrorType = "prompt_too_large" }],
        Metrics = LearningMetrics(0.533),
        Calls = [1],
        DurationMs = 1800,
    };

    public static Critic Critic() => new() { Iteration = 1, RuleFeedback = 2, GuidanceAdded = 1, Calls = [2], DurationMs = 700 };

    public static Guidance Guidance() => new() { Iteration = 1, FocusClasses = ["refund"], ShouldContinue = true, TextHash = Hash, Calls = [3], DurationMs = 600 };

    public static Iteration Iteration() => new()
    {
        Number = 1,
        Max = 3,
        Before = LearningMetrics(0.533),
        OnDev = true,
        Failures = new FailureSummary { Total = 6, ByClass = [Count("refund", 4), Count("cancel", 2)], ByMode = [Count("missed", 6)] },
        Patch = new RulePatch
        {
            Added = [RuleRef("cancel_syn")],
            Replaced = [new RuleReplacement { Name = "refund_kw", OldId = "a1", NewId = "b2" }],
            Deleted = [RuleRef("noise")],
        },
        After = LearningMetrics(0.778),
        Accepted = true,
        DecidedBy = "f1_not_worse",
        StopReason = "max_iterations",
        RulesAfter = 5,
        PromptVariant = "full",
        Calls = [4, 5],
        DurationMs = 2500,
    };

    public static Audit Audit() => new()
    {
        Phase = AuditPhase.Mid,
        Iteration = 2,
        Merged = [new RuleMerge { Sources = [RuleRef("refund_kw"), RuleRef("money_back")], Into = RuleRef("refund_family") }],
        Removed = [RuleRef("noise")],
        Tightened = [RuleRef("cancel_kw")],
        Skipped = [new SkippedAction { Action = AuditAction.Merge, RuleIds = ["zz"], Reason = "unknown_ids" }],
        Proposed = [new AuditProposal { Action = AuditAction.Merge, RuleIds = ["a1", "b2"], Into = "family" }],
        Before = LearningMetrics(0.778),
        After = LearningMetrics(0.75),
        Reverted = true,
        RevertReason = "f1_fell",
        RulesAfter = 5,
        Calls = [6],
        DurationMs = 400,
    };

    public static Prune Prune() => new()
    {
        Cause = PruneCause.Duplicate,
        Rules = [RuleRef("twin")],
        Kept = [RuleRef("refund_kw")],
        Iteration = 2,
        Before = LearningMetrics(0.778),
        After = LearningMetrics(0.778),
        RulesAfter = 4,
    };

    public static Evaluation Evaluation() => new()
    {
        Stage = "batch",
        Number = 3,
        Metrics = LearningMetrics(0.61),
        PerClass = [new ClassMetrics { Label = "refund", F1 = 0.6 }],
        OnDev = true,
        RuleCount = 7,
    };

    public static BestRules BestRules() => new() { Stage = "batch", Number = 4, Rules = [RuleRef("refund_family")], Metrics = LearningMetrics(0.61) };

    public static RestoreBest RestoreBest() => new() { FromIteration = 1, Last = LearningMetrics(0.7), Best = LearningMetrics(0.778), Rules = [RuleRef("refund_family")] };

    public static ValidatedStats ValidatedStats() => new() { OnDev = true, Rules = [new RuleStats { Id = "id_refund_kw", Name = "refund_kw", Precision = 0.91, Support = 11 }] };

    public static Final Final() => new()
    {
        Rules = [RuleRef("refund_family")],
        Metrics = LearningMetrics(0.889),
        PerClass = [new ClassMetrics { Label = "refund", F1 = 0.9, Precision = 1, Recall = 0.82, TruePositives = 9, FalsePositives = 0, FalseNegatives = 2 }],
        OnDev = true,
        Iterations = 3,
        StopReason = "max_iterations",
        DurationMs = 9000,
    };

    public static LearningError LearningError() => new() { Stage = "audit", ErrorType = "System.TimeoutException", Iteration = 2, Fatal = true };

    public static RuleRef RuleRef(string name) => new() { Id = "id_" + name, Name = name, Format = "regex", Priority = 5 };

    public static LearningMetrics LearningMetrics(double microF1) =>
        new() { MicroF1 = microF1, MicroPrecision = 0.8, MicroRecall = 0.7, MacroF1 = 0.6, ExactMatch = 0.5, Examples = 10 };

    private static ClassCount Count(string label, int count) => new() { Label = label, Count = count };
}
