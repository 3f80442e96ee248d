using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Sft.Recipes;

namespace TraceKit.Sft.Gates;

/// <summary>SEL-01 to SEL-03: what the way from started runs to rows has lost, and whether it favours success.</summary>
internal static class SelectionGates
{
    private const double LeastRatio = 0.8;
    private const double MostRatio = 1.25;

    /// <summary>SEL-01: the share of started runs whose end was captured.</summary>
    public static GateResult Capture(IReadOnlyCollection<RecordedRun> started)
    {
        List<RecordedRun> open = [.. started.Where(run => run.Status == RunStatus.Running)];
        double capture = Share(started.Count - open.Count, started.Count);
        return new GateResult
        {
            Id = "SEL-01",
            Title = "started runs have an end",
            Verdict = started.Count == 0 ? GateVerdict.NotApplicable : capture < 0.95 ? GateVerdict.Error : capture < 0.99 ? GateVerdict.Warning : GateVerdict.Pass,
            Metric = capture,
            Threshold = "error < 0.95, warning < 0.99",
            N = started.Count,
            Message = Invariant($"{started.Count - open.Count} of {started.Count} started runs have an end ({capture:P1})"),
            Evidence = [.. open.Take(GateResult.MaxEvidence).Select(run => new GateEvidence(run.RunId, $"no end line in {run.File} ('tracekit recover' seals it)"))],
        };
    }

    /// <summary>SEL-02: whether a successful run is likelier to give rows than a failed one.</summary>
    public static GateResult OutcomeBias(IReadOnlyCollection<RecordedRun> started, IReadOnlySet<string> included, SelectionPolicy policy)
    {
        List<RecordedRun> judged = [.. started.Where(run => run.End?.Success is not null)];
        (int successes, int successesIn) = Count(judged, included, success: true);
        (int failures, int failuresIn) = Count(judged, included, success: false);
        bool declared = policy.Outcome == "success";
        if (successes == 0 || failures == 0)
        {
            string which = judged.Count == 0 ? "no run says whether it succeeded" : successes == 0 ? "no started run succeeded" : "no started run failed";
            return Bias(GateVerdict.NotApplicable, metric: null, judged.Count, $"{which}: there is nothing to compare", []);
        }

        (double ratio, double low, double high) = RiskRatio.Of(successesIn, successes, failuresIn, failures);
        bool biased = high < LeastRatio || low > MostRatio;
        string message = Invariant($"rows come from {successesIn} of {successes} successful and {failuresIn} of {failures} failed runs; risk ratio {ratio:F2} (95 % CI {low:F2} to {high:F2})");
        string why = declared ? "; the recipe selects success only, as declared" : "; no policy declares it";
        return Bias(
            !biased ? GateVerdict.Pass : declared ? GateVerdict.Warning : GateVerdict.Error,
            ratio,
            judged.Count,
            biased ? message + why : message,
            [.. judged.Where(run => !included.Contains(run.RunId)).Take(GateResult.MaxEvidence).Select(run => new GateEvidence(run.RunId, run.End!.Success == true ? "succeeded, gives no row" : "failed, gives no row"))]);
    }

    /// <summary>SEL-03: which tasks are lost altogether.</summary>
    public static GateResult TaskSurvival(IReadOnlyCollection<RecordedRun> started, IReadOnlySet<string> included)
    {
        List<string> tasks = [.. started.Select(run => run.Header.TaskId).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        HashSet<string> alive = [.. started.Where(run => included.Contains(run.RunId)).Select(run => run.Header.TaskId).OfType<string>()];
        List<string> lost = [.. tasks.Where(task => !alive.Contains(task))];
        double survival = Share(tasks.Count - lost.Count, tasks.Count);
        return new GateResult
        {
            Id = "SEL-03",
            Title = "tasks survive the selection",
            Verdict = tasks.Count == 0 ? GateVerdict.NotApplicable : survival < 0.9 ? GateVerdict.Warning : GateVerdict.Pass,
            Metric = tasks.Count == 0 ? null : survival,
            Threshold = "warning < 0.9",
            N = tasks.Count,
            Message = tasks.Count == 0
                ? "no run names its task"
                : Invariant($"{tasks.Count - lost.Count} of {tasks.Count} tasks have a row ({survival:P1})") + (lost.Count == 0 ? string.Empty : $"; lost: {string.Join(", ", lost)}"),
            Evidence = [.. lost.Select(task => new GateEvidence(task, "no row is left of this task"))],
        };
    }

    private static GateResult Bias(GateVerdict verdict, double? metric, int judged, string message, IReadOnlyList<GateEvidence> evidence) => new()
    {
        Id = "SEL-02",
        Title = "success is not favoured",
        Verdict = verdict,
        Metric = metric,
        Threshold = "error when the 95 % CI lies outside 0.8 to 1.25, warning when the recipe declares it",
        N = judged,
        Message = message,
        Evidence = evidence,
    };

    private static (int All, int Included) Count(List<RecordedRun> runs, IReadOnlySet<string> included, bool success)
    {
        List<RecordedRun> of = runs.FindAll(run => run.End!.Success == success);
        return (of.Count, of.Count(run => included.Contains(run.RunId)));
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
