using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TauBench;

/// <summary>Imports the results of tau-bench: each trajectory becomes a run, each chat message its events.</summary>
internal sealed class TauBenchImporter : ITraceImporter
{
    public const string FormatName = "tau-bench";

    /// <inheritdoc/>
    public string Format => FormatName;

    /// <inheritdoc/>
    public string Description => "tau-bench results: a JSON array of {task_id, trial, reward, info, traj}, where traj is an OpenAI chat.";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        SourceFiles.See(path, () => List(path).Any(file => SourceFile.Read(file.Path, file.Name, out _) is { } source && TauBenchFile.Recognises(source)));

    /// <inheritdoc/>
    public ImportReport Import(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var ledger = new ImportLedger(Format, options);
        using var target = new ImportTarget(options, ledger);
        int found = 0;
        foreach ((string file, string name) in List(path))
        {
            if (SourceFile.Read(file, name, out string? problem) is not { } source)
            {
                ledger.Error(ImportRules.Unreadable, name, problem!);
            }
            else if (!TauBenchFile.Recognises(source))
            {
                ledger.Info(ImportRules.PassedOver, name, "the file was passed over: no array of objects with 'task_id' and 'traj'");
            }
            else
            {
                found++;
                Import(source, options, target, ledger);
            }
        }

        if (found == 0)
        {
            ledger.Error(ImportRules.NothingFound, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), "there is nothing of tau-bench here: a JSON file (*.json) that holds an array of trajectories, each with task_id, reward and traj");
        }

        return ledger.ToReport();
    }

    private static IReadOnlyList<(string Path, string Name)> List(string path) =>
        SourceFiles.List(path, name => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    private static void Import(SourceFile source, ImportOptions options, ImportTarget target, ImportLedger ledger)
    {
        IReadOnlyList<SourceSlice> entries = TauBenchFile.Entries(source, out Refusal? broken);
        for (int index = 0; index < entries.Count; index++)
        {
            SourceSlice slice = entries[index];
            ledger.Read();
            if (TauBenchEntry.Read(slice, out Refusal? refusal) is { } entry)
            {
                var run = new TauBenchRun(entry, options, ledger);
                target.Write(run.Plan(), run.Tell);
            }
            else
            {
                ledger.Reject(refusal!.Reason);
                ledger.Error(refusal.Rule, source.Name, $"entry {index} at byte {slice.Offset} was rejected: {refusal.Message}");
            }
        }

        if (broken is not null)
        {
            ledger.Read();
            ledger.Reject(broken.Reason);
            ledger.Error(broken.Rule, source.Name, $"entry {entries.Count} and all after it are lost, {broken.Message}");
        }
    }
}
