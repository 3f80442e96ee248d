using TraceKit.Agents;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Imports runs that are folders with <c>session.json</c> and <c>events.jsonl</c>; a format says how its steps and actions look.</summary>
internal abstract class EpisodeImporter : ITraceImporter
{
    /// <inheritdoc/>
    public abstract string Format { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <summary>Reads a step of a plan.</summary>
    /// <param name="step">The foreign step.</param>
    /// <param name="index">Its place in the plan, from 0.</param>
    public abstract PlanStep Step(ForeignObject step, int index);

    /// <summary>Reads an action of the executor or worker.</summary>
    public abstract AgentAction Action(ForeignObject action);

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        SourceFiles.See(path, () => EpisodeFolder.List(path)
            .Select(folder => EpisodeFolder.Read(folder.Path, folder.Name))
            .Any(folder => folder.IsEpisode && Owns(folder)));

    /// <inheritdoc/>
    public ImportReport Import(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var ledger = new ImportLedger(Format, options);
        using var target = new ImportTarget(options, ledger);
        var runs = new RunIds(Format, ledger);
        int found = 0;
        foreach ((string place, string name) in EpisodeFolder.List(path))
        {
            EpisodeFolder folder = EpisodeFolder.Read(place, name);
            if (folder.IsEpisode && Owns(folder))
            {
                found++;
                Import(folder, runs.For(folder.SourceId ?? Path.GetFileName(place), folder.File, folder.Name), target, options, ledger);
            }
            else
            {
                PassOver(folder, ledger);
            }
        }

        if (found == 0)
        {
            string what = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            ledger.Error(ImportRules.NothingFound, what, $"there is no run of {Format} ({EpisodeFolder.SessionName}, {EpisodeFolder.EventsName}) here");
        }

        return ledger.ToReport();
    }

    /// <summary>Whether a run is of this format and not of its sibling.</summary>
    protected abstract bool Owns(EpisodeFolder folder);

    private static void PassOver(EpisodeFolder folder, ImportLedger ledger)
    {
        if (folder.SessionProblem is { } session)
        {
            ledger.Error(session.Rule, folder.NameOf(EpisodeFolder.SessionName), session.Message, line: 0, session.Column);
        }

        if (folder.EventsProblem is { } events)
        {
            ledger.Error(events.Rule, folder.NameOf(EpisodeFolder.EventsName), events.Message);
        }

        ledger.Info(ImportRules.PassedOver, folder.File, "the folder was passed over: it holds no run of this format");
    }

    private void Import(EpisodeFolder folder, string runId, ImportTarget target, ImportOptions options, ImportLedger ledger)
    {
        foreach (EpisodeLineResult line in folder.Lines)
        {
            ledger.Read();
            if (line.Refusal is { } refusal)
            {
                ledger.Reject(refusal.Reason);
                ledger.Error(refusal.Rule, folder.File, $"the line was rejected: {refusal.Message}", line.Number, refusal.Column);
            }
        }

        var run = new EpisodeRun(folder, this, options, ledger);
        target.Write(run.Plan(runId), run.Tell);
    }
}
