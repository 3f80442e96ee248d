using TraceKit.Learning;

namespace RuleLearner.Rules;

/// <summary>How a rule set does on examples.</summary>
public sealed class Evaluated(IReadOnlyList<Verdict> verdicts)
{
    /// <summary>The metrics, with as many digits as they have: rounding is for people.</summary>
    public LearningMetrics Metrics { get; } = MetricsOf(verdicts);

    public IReadOnlyList<ClassMetrics> PerClass { get; } = [.. verdicts.Select(verdict => verdict.Example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(label => OfClass(label, verdicts))];

    public IReadOnlyList<Verdict> Failures { get; } = [.. verdicts.Where(verdict => !verdict.IsRight)];

    public double F1 => Metrics.MicroF1;

    /// <summary>What failed, by numbers alone.</summary>
    public FailureSummary Summary => new()
    {
        Total = Failures.Count,
        ByMode = Count(Failures.Select(verdict => verdict.Rule is null ? "missed" : "wrong_class")),
        ByClass = Count(Failures.Select(verdict => verdict.Example.Label)),
    };

    /// <summary>How often a rule decided, and how often it was right.</summary>
    public (int Found, int Right) Of(Rule rule) => (verdicts.Count(verdict => verdict.Rule == rule), verdicts.Count(verdict => verdict.Rule == rule && verdict.IsRight));

    private static IReadOnlyList<ClassCount> Count(IEnumerable<string> labels) =>
        [.. labels.CountBy(label => label).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => new ClassCount { Label = count.Key, Count = count.Value })];

    private static LearningMetrics MetricsOf(IReadOnlyList<Verdict> verdicts)
    {
        int right = verdicts.Count(verdict => verdict.IsRight);
        int found = verdicts.Count(verdict => verdict.Rule is not null);
        string[] labels = [.. verdicts.Select(verdict => verdict.Example.Label).Distinct(StringComparer.Ordinal)];
        return new LearningMetrics
        {
            MicroF1 = F(right, found, verdicts.Count),
            MicroPrecision = Share(right, found),
            MicroRecall = Share(right, verdicts.Count),
            MacroF1 = labels.Length == 0 ? 0 : labels.Average(label => OfClass(label, verdicts).F1),
            ExactMatch = Share(right, verdicts.Count),
            Examples = verdicts.Count,
        };
    }

    private static ClassMetrics OfClass(string label, IReadOnlyList<Verdict> verdicts)
    {
        int right = verdicts.Count(verdict => verdict.IsRight && verdict.Example.Label == label);
        int found = verdicts.Count(verdict => verdict.Rule?.Label == label);
        int all = verdicts.Count(verdict => verdict.Example.Label == label);
        return new ClassMetrics
        {
            Label = label,
            F1 = F(right, found, all),
            Precision = Share(right, found),
            Recall = Share(right, all),
            TruePositives = right,
            FalsePositives = found - right,
            FalseNegatives = all - right,
        };
    }

    private static double F(int right, int found, int all) => found + all == 0 ? 0 : 2.0 * right / (found + all);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
