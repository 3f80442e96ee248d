using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Interop.Importing;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>A trajectory as a run.</summary>
internal sealed class LabRun(LabTrajectory trajectory, ImportOptions options, ImportLedger ledger)
{
    private readonly LabFacts _facts = LabFacts.Of(trajectory);

    /// <summary>What is known before the first event.</summary>
    public RunPlan Plan(string runId)
    {
        DateTimeOffset? started = trajectory.Records.Select(line => line.Time?.Value).FirstOrDefault(time => time is not null);
        string goal = Goal();
        Dictionary<string, ModelSettings>? models = Models();
        return new RunPlan
        {
            Descriptor = new RunDescriptor
            {
                RunId = runId,
                Goal = goal,
                Tags = started is null ? new Dictionary<string, string> { ["time"] = "unknown" } : null,
                Tools = options.Tools,
                Origin = Origin(started),
            },
            SessionId = runId,
            Session = new TraceSession { Environment = options.Environment, ModelStack = models },
            StartedAt = started ?? DateTimeOffset.UnixEpoch,
            Source = trajectory.File,
            Records = trajectory.Records.Count() + (trajectory.Summary is null ? 0 : 1),
        };
    }

    /// <summary>Emits the records in their order, then the summary, and ends the run as the source says it ended.</summary>
    public void Tell(TraceRun run, ImportClock clock)
    {
        var script = new LabScript(run, clock, trajectory, ledger);
        var teller = new LabTeller(script, _facts);
        foreach (LabLine line in trajectory.Records)
        {
            teller.Tell(line);
        }

        teller.Close();
        script.ReportTimes();
        LabOrder.Check(trajectory, ledger);
        if (trajectory.Summary is { } summary)
        {
            EventOrigin origin = summary.Slice.Origin(TrajectoryLabImporter.FormatName, "summary");
            run.Emit(new ForeignRecord { Type = "summary", Payload = summary.Value }, new Emission { Origin = origin });
            if (trajectory.HasLines && trajectory.LinesProblem is null)
            {
                summary.Check(_facts, trajectory.SourceId, ledger);
            }
        }

        new LabEnding(_facts, trajectory.Summary).End(script);
    }

    private string Goal()
    {
        if ((_facts.Started?.Payload.Text("topic") ?? trajectory.Summary?.Text("topic")) is { } goal)
        {
            return goal;
        }

        ledger.Warn(ImportRules.NotRecorded, trajectory.File, "no topic was recorded: the goal is left empty");
        return string.Empty;
    }

    /// <summary>The one model of the run, under the role <c>agent</c>. A provider without a model stays where it is.</summary>
    private Dictionary<string, ModelSettings>? Models()
    {
        Func<string, string?>? text = _facts.Started is { } started ? started.Payload.Text : trajectory.Summary is { } summary ? summary.Text : null;
        return text?.Invoke("model") is { } model
            ? new Dictionary<string, ModelSettings> { ["agent"] = new ModelSettings { Model = model, Provider = text("provider") } }
            : null;
    }

    /// <summary>The record that starts the run, without what is mapped; without one, the file.</summary>
    private EventOrigin Origin(DateTimeOffset? startedAt)
    {
        if (_facts.Started is not { } line)
        {
            return new EventOrigin { Format = TrajectoryLabImporter.FormatName, File = trajectory.File, Type = "trajectory" };
        }

        if (line.Time is { IsExact: true } time && time.Value == startedAt)
        {
            line.Source.Ignore("ts_utc");
        }

        JsonElement? extra = Leftover.Of(line.Source);
        return line.Slice.Origin(TrajectoryLabImporter.FormatName, line.Type, extra);
    }
}
