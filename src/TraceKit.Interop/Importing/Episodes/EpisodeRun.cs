using TraceKit.Collection;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>A folder as a run.</summary>
internal sealed class EpisodeRun(EpisodeFolder folder, EpisodeImporter format, ImportOptions options, ImportLedger ledger)
{
    private readonly EpisodeSession? _session = folder.Session;

    /// <summary>What is known before the first event.</summary>
    public RunPlan Plan(string runId)
    {
        ReportProblems();
        DateTimeOffset? started = _session?.StartedAt ?? folder.Records.Select(line => line.Time).FirstOrDefault(time => time is not null);
        return new RunPlan
        {
            Descriptor = new RunDescriptor
            {
                RunId = runId,
                Goal = Goal(),
                Tags = started is null ? new Dictionary<string, string> { ["time"] = "unknown" } : null,
                Tools = options.Tools,
                Origin = _session?.Origin(format.Format) ?? new EventOrigin { Format = format.Format, File = folder.File, Type = "session" },
            },
            SessionId = runId,
            Session = new TraceSession { Environment = options.Environment, ModelStack = _session?.ModelStack, RuntimeConfig = _session?.RuntimeConfig },
            StartedAt = started ?? DateTimeOffset.UnixEpoch,
            Source = folder.File,
            Records = folder.Records.Count(),
        };
    }

    /// <summary>Emits the events in their order and ends the run as the source says it ended.</summary>
    public void Tell(TraceRun run, ImportClock clock)
    {
        var script = new EpisodeScript(run, clock, folder, format.Format, ledger);
        var teller = new EpisodeTeller(script, format, options);
        foreach (EpisodeLine line in folder.Records)
        {
            teller.Tell(line);
        }

        teller.Close();
        script.ReportTimes();
        if (_session?.FinishedAt is { } finished)
        {
            clock.Advance(finished);
        }

        new EpisodeEnding(_session, teller.Outcome).End(script);
    }

    private string Goal()
    {
        string? goal = _session?.Goal ?? folder.Records
            .Where(line => line.Type is "planner_input" or "architect_input")
            .Select(line => new ForeignObject(line.Payload.Value).Text("goal"))
            .FirstOrDefault(text => text is not null);
        if (goal is null)
        {
            ledger.Warn(ImportRules.NotRecorded, folder.File, "no goal was recorded: it is left empty");
        }

        return goal ?? string.Empty;
    }

    private void ReportProblems()
    {
        if (folder.SessionProblem is { } session)
        {
            ledger.Error(session.Rule, folder.NameOf(EpisodeFolder.SessionName), $"the session cannot be read: {session.Message}", line: 0, session.Column);
        }

        if (_session is null)
        {
            ledger.Warn(ImportRules.NoSession, folder.File, "there is no usable session.json: what the run was about is known from its events only");
        }

        if (folder.EventsProblem is { } events)
        {
            ledger.Error(events.Rule, folder.File, events.Message);
        }
        else if (!folder.HasEvents)
        {
            ledger.Warn(ImportRules.NotRecorded, folder.File, "there is no events.jsonl: the run has no events");
        }
    }
}
