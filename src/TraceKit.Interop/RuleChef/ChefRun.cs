using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Interop.Importing;
using TraceKit.Learning;
using TraceKit.Sessions;

namespace TraceKit.Interop.RuleChef;

/// <summary>A learning run as a run.</summary>
internal sealed class ChefRun(ChefFolder folder, ImportOptions options, ImportLedger ledger)
{
    private readonly ChefSettings _settings = ChefSettings.Of(folder);

    private string? Model => _settings.Model ?? folder.Lines.Select(line => line.Aside.Text("model")).FirstOrDefault(model => model is not null) ?? options.Model;

    /// <summary>What is known before the first event.</summary>
    public RunPlan Plan(string runId)
    {
        DateTimeOffset? started = folder.Lines.Select(line => line.Time).FirstOrDefault(time => time is not null);
        SourceSlice first = folder.Lines is [var line, ..] ? line.Slice : (folder.History ?? folder.Results)!.Slice;
        string task = RunFiles.RunFormat.IsValidId(Dataset()) ? Dataset() : StableName(Dataset());
        return new RunPlan
        {
            Descriptor = new RunDescriptor
            {
                RunId = runId,
                Goal = "learn",
                TaskId = task,
                Agent = "learner",
                Tags = started is null ? new Dictionary<string, string> { ["time"] = "unknown" } : null,
                Origin = new RunFiles.EventOrigin { Format = RuleChefImporter.FormatName, File = first.File.Name },
            },
            SessionId = runId,
            Session = new TraceSession
            {
                Environment = options.Environment,
                ModelStack = Model is { } model ? new Dictionary<string, ModelSettings> { ["learner"] = new() { Model = model } } : null,
                RuntimeConfig = _settings.Value,
            },
            StartedAt = started ?? DateTimeOffset.UnixEpoch,
            Source = folder.File,
            Records = folder.Records,
        };
    }

    /// <summary>Emits what the files record, and ends the run; nothing says whether it succeeded.</summary>
    public void Tell(TraceRun run, ImportClock clock)
    {
        var script = new ChefScript(run, clock, ledger);
        ForeignObject? phase = folder.History is { } history ? new ForeignObject(history.Value[0]) : null;
        run.Emit(new LearningStart
        {
            Dataset = RuleNames.Fit(Dataset()),
            TaskName = Metadata("task_name") is { Length: > 0 } task ? RuleNames.Fit(task) : null,
            TaskType = Metadata("task_type") is "ner" or "classification" or "extraction" or "transformation" ? Metadata("task_type") : null,
            Coordinator = _settings.Coordinator,
            Model = Model is { } model ? RuleNames.Fit(model) : null,
            Settings = _settings.Settings(),
            Data = _settings.Data(phase),
        });
        var curves = new ChefCurves(script, folder);
        new ChefLog(script, folder, options, curves).Tell();
        curves.TellRest(folder);
        new ChefEnding(script, folder, _settings).Tell();
        run.Complete();
    }

    private string Dataset() =>
        Words(_settings.Dataset)
        ?? Words(folder.History?.Value[0].TryGetProperty("dataset", out JsonElement named) == true && named.ValueKind == JsonValueKind.String ? named.GetString() : null)
        ?? Words(folder.Dataset?.Value.TryGetProperty("name", out JsonElement own) == true && own.ValueKind == JsonValueKind.String ? own.GetString() : null)
        ?? Words(Metadata("benchmark"))
        ?? "unknown";

    private string? Metadata(string name) => folder.Lines.Select(line => line.Aside.Text(name)).FirstOrDefault(value => value is not null);

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string StableName(string name) => StableIds.Part(name);
}
