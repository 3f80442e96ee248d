using TraceKit.Interop.Importing;

namespace TraceKit.Interop.RuleChef;

/// <summary>Imports learning runs of RuleChef: the log of its model calls, the history of a benchmark, its results, the data set.</summary>
internal sealed class RuleChefImporter : ITraceImporter
{
    public const string FormatName = "rulechef";

    /// <inheritdoc/>
    public string Format => FormatName;

    /// <inheritdoc/>
    public string Description => "RuleChef learning runs: the training log (*.jsonl of {messages, call_type, metadata, timestamp}), phase1_history.json, results_*.json, the data set.";

    /// <inheritdoc/>
    public bool Recognises(string path) => SourceFiles.See(path, () => ChefFolder.List(path).Any(file => ChefFile.Read(file.Path, file.Name) is { StandsAlone: true }));

    /// <inheritdoc/>
    public ImportReport Import(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var ledger = new ImportLedger(Format, options);
        using var target = new ImportTarget(options, ledger);
        var ids = new RunIds(Format, ledger);
        int found = 0;
        foreach (ChefFolder folder in ChefFolder.Read(path, ledger))
        {
            found++;
            var run = new ChefRun(folder, options, ledger);
            target.Write(run.Plan(ids.For(folder.SourceId, folder.File, folder.Name)), run.Tell);
        }

        if (found == 0)
        {
            string what = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            ledger.Error(ImportRules.NothingFound, what, $"there is no learning run of {Format} (a training log, phase1_history.json, results with curves) here");
        }

        return ledger.ToReport();
    }
}
