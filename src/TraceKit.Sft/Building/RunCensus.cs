using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Sft.Recipes;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Building;

/// <summary>All runs that were found, which of them may give rows, and why the others may not.</summary>
internal sealed class RunCensus
{
    private readonly List<RecordedRun> _found = [];
    private readonly List<TraceFinding> _findings = [];
    private readonly List<RecordedRun> _taken = [];
    private readonly List<DroppedCandidate> _dropped = [];

    private RunCensus()
    {
    }

    /// <summary>All runs, in the order of their ids and files.</summary>
    public IReadOnlyList<RecordedRun> Found => _found;

    /// <summary>Each run once, however many files hold it; where one of them has its end, that one.</summary>
    public IReadOnlyList<RecordedRun> Started => [.. _found.OrderBy(run => run.End is null).DistinctBy(run => run.RunId, StringComparer.Ordinal)];

    /// <summary>The runs that may give rows, in the order of their ids.</summary>
    public IReadOnlyList<RecordedRun> Taken => _taken;

    public IReadOnlyList<DroppedCandidate> Dropped => _dropped;

    /// <summary>What reading noticed, apart from mere information.</summary>
    public IReadOnlyList<TraceFinding> Findings => _findings;

    public int Files { get; private set; }

    public static RunCensus Take(IEnumerable<RunFileContents> files, SelectionPolicy policy)
    {
        var census = new RunCensus();
        foreach (RunFileContents file in files)
        {
            census.Files++;
            census._found.AddRange(file.Runs);
            census._findings.AddRange(file.Findings.Where(finding => finding.Severity != FindingSeverity.Info));
        }

        census._found.Sort(static (left, right) =>
            string.CompareOrdinal(left.RunId, right.RunId) is var byId and not 0 ? byId : string.CompareOrdinal(left.File, right.File));
        foreach (IGrouping<string, RecordedRun> same in census._found.GroupBy(run => run.RunId, StringComparer.Ordinal))
        {
            census.Decide([.. same], policy);
        }

        return census;
    }

    /// <summary>Whether a run succeeded, as a source says that the policy trusts.</summary>
    public static bool IsTrustedSuccess(RecordedRun run, SelectionPolicy policy) =>
        run.End is { Success: true, SuccessSource: { } source } && policy.TrustedSources.Contains(source);

    private void Decide(RecordedRun[] same, SelectionPolicy policy)
    {
        RecordedRun first = same[0];
        bool copies = same.Length > 1 && first.End is not null && same.All(run => run.End?.Sha256 == first.End.Sha256);
        for (int i = 0; i < same.Length; i++)
        {
            string? reason = same.Length > 1 && !copies ? "duplicate_run_id" : i > 0 ? "copy_of_run" : Refusal(same[i], policy);
            if (reason is null)
            {
                _taken.Add(same[i]);
            }
            else
            {
                _dropped.Add(new DroppedCandidate("runs", reason, same[i].RunId, Seq: null, Kind: null, same[i].File));
            }
        }
    }

    private static string? Refusal(RecordedRun run, SelectionPolicy policy)
    {
        if (!run.IsSound)
        {
            return "damaged";
        }

        if (run.Status == RunStatus.Running)
        {
            return "unsealed";
        }

        if (policy.ExcludedEnvironments.Contains(run.Header.Session.Environment))
        {
            return "environment_" + run.Header.Session.Environment;
        }

        return policy.Outcome == "success" && !IsTrustedSuccess(run, policy) ? "not_successful" : null;
    }
}
