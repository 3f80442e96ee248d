using TraceKit.Collection;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>The run that is being told: stamps each record's time and origin.</summary>
internal sealed class LabScript(TraceRun run, ImportClock clock, LabTrajectory trajectory, ImportLedger ledger)
{
    private readonly string? _runId = trajectory.SourceId;
    private int _withoutTime;

    /// <summary>The run.</summary>
    public TraceRun Run => run;

    /// <summary>Sets the clock to the record's time, and settles which members around the payload need no place of their own.</summary>
    public void Begin(LabLine line)
    {
        bool shown = line.Time is { } time && clock.Advance(time.Value);
        _withoutTime += shown ? 0 : 1;
        if (shown && line.Time!.Value.IsExact)
        {
            line.Source.Ignore("ts_utc");
        }

        if (line.RunId is { } id && string.Equals(id, _runId, StringComparison.Ordinal))
        {
            line.Source.Ignore("run_id");
        }
        else if (line.RunId is { } other)
        {
            Warn(ImportRules.Contradiction, line, $"the line is of the run '{other}', the file of '{_runId}'");
        }
    }

    /// <summary>What is said beside an event that was made of a record. Everything that the event takes must have been taken before.</summary>
    public static Emission From(LabLine line, string? role = null) =>
        new() { Role = role, Origin = line.Slice.Origin(TrajectoryLabImporter.FormatName, line.Type, Leftover.Of(line.Source)) };

    /// <summary>What is said beside an event that follows from a record which has an event of its own.</summary>
    public static Emission Because(LabLine line) => new() { Origin = line.Slice.Origin(TrajectoryLabImporter.FormatName, line.Type) };

    public void Warn(string rule, string message) => ledger.Warn(rule, trajectory.File, message);

    public void Warn(string rule, LabLine line, string message) => ledger.Warn(rule, trajectory.File, message, line.Number);

    /// <summary>Says how many records had no time that the clock could show.</summary>
    public void ReportTimes()
    {
        if (_withoutTime > 0)
        {
            Warn(ImportRules.Time, $"{_withoutTime} record(s) have no time, or one before that of the record before: they carry the time before");
        }
    }
}
