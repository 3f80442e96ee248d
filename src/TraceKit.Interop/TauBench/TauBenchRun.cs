using System.Globalization;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Interop.Importing;
using TraceKit.Labels;
using TraceKit.Sessions;

namespace TraceKit.Interop.TauBench;

/// <summary>A trajectory as a run.</summary>
/// <remarks>
/// The run's id holds a hash of the file's name and of the entry's bytes, so that it is the same when the file has grown,
/// and another one when two files, or two entries, tell different stories of the same task and trial.
/// The task's id starts with the file's name up to its first dot: trials share it wherever a file was split, domains do not.
/// </remarks>
internal sealed class TauBenchRun(TauBenchEntry entry, ImportOptions options, ImportLedger ledger)
{
    private readonly string _file = entry.Slice.File.Name;

    /// <summary>What is known before the first message.</summary>
    public RunPlan Plan()
    {
        string stem = _file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? _file[..^5] : _file;
        string trial = entry.Trial is { } number ? string.Create(CultureInfo.InvariantCulture, $".trial-{number}") : string.Empty;
        string source = StableIds.Hash($"{stem}\n{entry.Slice.Sha256}");
        return new RunPlan
        {
            Descriptor = new RunDescriptor
            {
                RunId = $"{TauBenchImporter.FormatName}.{source}.task-{StableIds.Part(entry.TaskId)}{trial}",
                Goal = Goal(),
                TaskId = $"{Path.GetFileName(_file).Split('.')[0]}/{entry.TaskId}",
                Trial = entry.Trial,
                Tags = new Dictionary<string, string> { ["time"] = "unknown" },
                Tools = options.Tools,
                Origin = entry.Slice.Origin(TauBenchImporter.FormatName, "trajectory", entry.Extra),
            },
            SessionId = $"{TauBenchImporter.FormatName}.{StableIds.Hash(stem)}",
            Session = new TraceSession { Environment = options.Environment },
            StartedAt = DateTimeOffset.UnixEpoch,
            Source = _file,
            Records = 1,
        };
    }

    /// <summary>Emits the messages in their order, then the reward, and ends the run.</summary>
    public void Tell(TraceRun run, ImportClock clock)
    {
        var chat = new TauBenchChat(run, options, ledger);
        foreach (TauBenchMessage message in entry.Messages)
        {
            chat.Tell(message);
        }

        chat.Close();
        if (entry.Reward is { } reward)
        {
            run.Emit(
                new Label { Name = "reward", Source = SuccessSource.Environment, Score = reward, By = TauBenchImporter.FormatName },
                new Emission { Origin = entry.Slice.Member("reward")!.Value.Origin(TauBenchImporter.FormatName, "reward") });
            run.Complete(reward >= 1, SuccessSource.Environment, "episode_over");
        }
        else
        {
            ledger.Warn(ImportRules.NotRecorded, _file, $"run '{run.RunId}' has no reward: whether it succeeded is unknown");
            run.Complete("episode_over");
        }
    }

    private string Goal()
    {
        if ((entry.Instruction ?? entry.Messages.FirstOrDefault(message => message.Role is "user")?.Content) is { } goal)
        {
            return goal;
        }

        string what = $"task '{entry.TaskId}' at byte {entry.Slice.Offset} has neither an instruction nor a user's turn: the goal is left empty";
        ledger.Warn(ImportRules.NotRecorded, _file, what);
        return string.Empty;
    }
}
