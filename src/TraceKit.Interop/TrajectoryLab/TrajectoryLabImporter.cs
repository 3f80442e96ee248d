using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>Imports the trajectories of the lab: one file of records a run, and a summary beside it.</summary>
internal sealed class TrajectoryLabImporter : ITraceImporter
{
    public const string FormatName = "trajectory-lab";

    /// <inheritdoc/>
    public string Format => FormatName;

    /// <inheritdoc/>
    public string Description => "Trajectories of the lab: a <run_id>.jsonl of {ts_utc, run_id, idx, event_type, payload} a run, with an optional <run_id>.summary.json.";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        SourceFiles.See(path, () => LabTrajectory.List(path).Any(file => LabTrajectory.Read(file.Path, file.Name).IsTrajectory));

    /// <inheritdoc/>
    public ImportReport Import(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var ledger = new ImportLedger(Format, options);
        using var target = new ImportTarget(options, ledger);
        var ids = new RunIds(Format, ledger);
        int found = 0;
        foreach ((string place, string name) in LabTrajectory.List(path))
        {
            LabTrajectory trajectory = LabTrajectory.Read(place, name);
            if (trajectory.IsTrajectory)
            {
                found++;
                Book(trajectory, ledger);
                string id = ids.For(trajectory.SourceId ?? Path.GetFileName(name), trajectory.File, name);
                var run = new LabRun(trajectory, options, ledger);
                target.Write(run.Plan(id), run.Tell);
            }
            else
            {
                PassOver(trajectory, ledger);
            }
        }

        if (found == 0)
        {
            string what = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            ledger.Error(ImportRules.NothingFound, what, $"there is no run of {Format} (<run_id>.jsonl, <run_id>.summary.json) here");
        }

        return ledger.ToReport();
    }

    /// <summary>Counts what was read, and rejects what is no record.</summary>
    private static void Book(LabTrajectory trajectory, ImportLedger ledger)
    {
        ReportFiles(trajectory, ledger);
        ledger.Read(trajectory.Lines.Count + (trajectory.Summary is null && trajectory.SummaryProblem is null ? 0 : 1));
        if (trajectory.SummaryProblem is { } summary)
        {
            ledger.Reject(summary.Reason);
        }

        foreach (LabLineResult line in trajectory.Lines)
        {
            if (line.Refusal is { } refusal)
            {
                ledger.Reject(refusal.Reason);
                ledger.Error(refusal.Rule, trajectory.LinesFile, $"the line was rejected: {refusal.Message}", line.Number, refusal.Column);
            }
        }

        if (!trajectory.HasLines)
        {
            ledger.Warn(ImportRules.NotRecorded, trajectory.SummaryFile, "there are no lines beside the summary: the run has no events of its own");
        }
    }

    private static void PassOver(LabTrajectory trajectory, ImportLedger ledger)
    {
        ReportFiles(trajectory, ledger);
        ledger.Info(ImportRules.PassedOver, trajectory.File, "the file was passed over: it holds no run of this format");
    }

    private static void ReportFiles(LabTrajectory trajectory, ImportLedger ledger)
    {
        if (trajectory.LinesProblem is { } lines)
        {
            ledger.Error(lines.Rule, trajectory.LinesFile, lines.Message);
        }

        if (trajectory.SummaryProblem is { } summary)
        {
            ledger.Error(summary.Rule, trajectory.SummaryFile, $"the summary cannot be read: {summary.Message}", line: 0, summary.Column);
        }
    }
}
