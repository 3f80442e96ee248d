namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Gives each folder the id of its run. The source's ids are seconds of a clock: two folders may have the same.</summary>
internal sealed class EpisodeRunIds(string format, ImportLedger ledger)
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>The id: that of the source where it can be, told apart by the folder's name where another run has it already.</summary>
    public string For(EpisodeFolder folder, string path)
    {
        string source = SourceIdOf(folder) ?? Path.GetFileName(path);
        string id = $"{format}.{StableIds.Part(source)}";
        if (_folders.TryAdd(id, folder.File))
        {
            return id;
        }

        string own = $"{id}.{StableIds.Hash(folder.Name)}";
        ledger.Warn(ImportRules.DuplicateRun, folder.File, $"the run id '{source}' is that of {_folders[id]} too; here the run is called '{own}'");
        return own;
    }

    /// <summary>The id that the source gives the run, or null.</summary>
    private static string? SourceIdOf(EpisodeFolder folder)
    {
        IEnumerable<string?> ids = folder.Records.Select(line => new ForeignObject(line.Source.Value).Text("run_id")).Prepend(folder.Session?.RunId);
        return ids.FirstOrDefault(id => id is { Length: > 0 });
    }
}
