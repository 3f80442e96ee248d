using TraceKit.Collection;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>The run that is being told: stamps each record's time and origin.</summary>
internal sealed class EpisodeScript(TraceRun run, ImportClock clock, EpisodeFolder folder, string format, ImportLedger ledger)
{
    private readonly string? _runId = folder.Session?.RunId;
    private int _withoutTime;

    /// <summary>The run.</summary>
    public TraceRun Run => run;

    /// <summary>Sets the clock to the record's time, and settles which members around the payload need no place of their own.</summary>
    public void Begin(EpisodeLine line)
    {
        bool shown = line.Time is { } time && clock.Advance(time);
        _withoutTime += shown ? 0 : 1;
        if (!shown || !EpisodeTime.IsExact(line.Source.Text("timestamp")!, line.Time!.Value))
        {
            line.Source.Release("timestamp");
        }

        if (line.Source.Text("run_id") is { } id && !string.Equals(id, _runId, StringComparison.Ordinal))
        {
            line.Source.Release("run_id");
            if (_runId is not null)
            {
                Warn(ImportRules.Contradiction, line, $"the line is of the run '{id}', the session of '{_runId}'");
            }
        }
    }

    /// <summary>What is said beside an event that was made of a record. Everything that the event takes must have been taken before.</summary>
    public Emission From(EpisodeLine line, string? role = null) =>
        new() { Step = line.Step, Role = role, Origin = line.Slice.Origin(format, line.Type, Leftover.Of(line.Source)) };

    /// <summary>What is said beside an event that follows from a record which has an event of its own.</summary>
    public Emission Because(EpisodeLine line, string? role = null) =>
        new() { Step = line.Step, Role = role, Origin = line.Slice.Origin(format, line.Type) };

    public void Info(string rule, string message) => ledger.Info(rule, folder.File, message);

    public void Warn(string rule, string message) => ledger.Warn(rule, folder.File, message);

    public void Warn(string rule, EpisodeLine line, string message) => ledger.Warn(rule, folder.File, message, line.Number);

    /// <summary>Says how many records had no time that the clock could show.</summary>
    public void ReportTimes()
    {
        if (_withoutTime > 0)
        {
            Warn(ImportRules.Time, $"{_withoutTime} record(s) have no time, or one before that of the record before: they carry the time before");
        }
    }
}
