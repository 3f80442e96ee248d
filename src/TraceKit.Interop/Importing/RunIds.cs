namespace TraceKit.Interop.Importing;

/// <summary>Gives each run of an import its id. The source's ids need not be unique: two sources may have the same.</summary>
internal sealed class RunIds(string format, ImportLedger ledger)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The id: that of the source where it can be, told apart by the place where another run has it already.</summary>
    /// <param name="source">The id in the source.</param>
    /// <param name="file">The foreign file, for findings.</param>
    /// <param name="place">A name that no other run of the import has.</param>
    public string For(string source, string file, string place)
    {
        string id = $"{format}.{StableIds.Part(source)}";
        if (_files.TryAdd(id, file))
        {
            return id;
        }

        string own = $"{id}.{StableIds.Hash(place)}";
        ledger.Warn(ImportRules.DuplicateRun, file, $"the run id '{source}' is that of {_files[id]} too; here the run is called '{own}'");
        return own;
    }
}
