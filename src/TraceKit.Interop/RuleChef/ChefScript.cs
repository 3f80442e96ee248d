using TraceKit.Collection;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.RuleChef;

/// <summary>The run that is being told: stamps each record's time and origin.</summary>
internal sealed class ChefScript(TraceRun run, ImportClock clock, ImportLedger ledger)
{
    private int _withoutTime;

    /// <summary>The run.</summary>
    public TraceRun Run => run;

    /// <summary>Sets the clock to the line's time, and settles whether the time says all that the source said.</summary>
    public void Begin(ChefLine line)
    {
        bool shown = line.Time is { } time && clock.Advance(time);
        _withoutTime += shown ? 0 : 1;
        if (!shown || !Importing.Episodes.EpisodeTime.IsExact(line.Source.Text("timestamp")!, line.Time!.Value))
        {
            line.Source.Release("timestamp");
        }
    }

    /// <summary>What is said beside the first event of a line. Everything that its events take must have been taken before.</summary>
    public static Emission From(ChefLine line) => new() { Origin = line.Slice.Origin(RuleChefImporter.FormatName, line.CallType, Leftover.Of(line.Source)) };

    /// <summary>What is said beside an event that follows from a line which has one of its own.</summary>
    public static Emission Because(ChefLine line) => new() { Origin = line.Slice.Origin(RuleChefImporter.FormatName, line.CallType) };

    /// <summary>What is said beside an event made of a part of a file.</summary>
    public static Emission From(SourceSlice slice, string type, ForeignObject source) => new() { Origin = slice.Origin(RuleChefImporter.FormatName, type, Leftover.Of(source)) };

    public void Warn(string rule, string file, string message, long line = 0) => ledger.Warn(rule, file, message, line);

    public void Info(string rule, string file, string message) => ledger.Info(rule, file, message);

    /// <summary>Says how many lines had no time that the clock could show.</summary>
    public void ReportTimes(string file)
    {
        if (_withoutTime > 0)
        {
            Warn(ImportRules.Time, file, $"{_withoutTime} line(s) have no time, or one before that of the line before: they carry the time before");
        }
    }
}
