using TraceKit.Interop.Importing;

namespace TraceKit.Interop.RuleChef;

/// <summary>The files that tell one run.</summary>
internal sealed record ChefFolder
{
    private static readonly string[] Endings = [".jsonl", ".json", ".yaml", ".yml"];

    /// <summary>Name of the run: of its folder, or of its file.</summary>
    public required string Name { get; init; }

    /// <summary>The training log. Default: there is none.</summary>
    public ChefFile? Log { get; init; }

    /// <summary>The lines of the log.</summary>
    public IReadOnlyList<ChefLine> Lines { get; init; } = [];

    /// <summary>The history. Default: there is none.</summary>
    public ChefFile? History { get; init; }

    /// <summary>The results. Default: there are none.</summary>
    public ChefFile? Results { get; init; }

    /// <summary>The data set. Default: there is none.</summary>
    public ChefFile? Dataset { get; init; }

    /// <summary>The summary. Default: there is none.</summary>
    public ChefFile? Summary { get; init; }

    /// <summary>The settings. Default: there are none.</summary>
    public ChefFile? Settings { get; init; }

    /// <summary>Name of the file that findings of the whole run point to.</summary>
    public string File => (Log ?? History ?? Results)!.Source.Name;

    /// <summary>The id that the source gives the run, or its name.</summary>
    public string SourceId => Lines.Select(line => line.Aside.Text("run_id")).FirstOrDefault(id => id is { Length: > 0 }) ?? Name;

    /// <summary>Number of records: lines, phases, and one for each other file.</summary>
    public int Records => Lines.Count + (History?.Value.GetArrayLength() ?? 0) + new[] { Results, Dataset, Summary, Settings }.Count(file => file is not null);

    /// <summary>Lists the files that may be of this format.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    public static IReadOnlyList<(string Path, string Name)> List(string path) => SourceFiles.List(path, name => Endings.Contains(Path.GetExtension(name)));

    /// <summary>Reads the runs under a path. A folder with one log, one history or both is one run; else each file that can stand alone is.</summary>
    public static IEnumerable<ChefFolder> Read(string path, ImportLedger ledger)
    {
        string whole = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        foreach (IGrouping<string, (string Path, string Name)> folder in List(path).GroupBy(file => Path.GetDirectoryName(file.Name)!.Replace('\\', '/'), StringComparer.Ordinal))
        {
            List<ChefFile> files = [];
            foreach ((string place, string name) in folder)
            {
                if (ChefFile.Read(place, name) is { } file)
                {
                    files.Add(file);
                }
                else
                {
                    ledger.Info(ImportRules.PassedOver, name, "the file was passed over: it is none of this format");
                }
            }

            foreach (ChefFolder run in Of(files, folder.Key.Length > 0 ? folder.Key : whole, ledger))
            {
                yield return run;
            }
        }
    }

    private static IEnumerable<ChefFolder> Of(List<ChefFile> files, string name, ImportLedger ledger)
    {
        List<ChefFile> alone = [.. files.Where(file => file.StandsAlone)];
        bool isOne = alone.Count > 0 && alone.GroupBy(file => file.Kind).All(kind => kind.Count() == 1) && alone.Exists(file => file.Kind is ChefKind.Log or ChefKind.History);
        if (isOne)
        {
            ChefFile? Only(ChefKind kind) => files.Where(file => file.Kind == kind).ToList() is [var one] ? one : null;
            yield return Read(
                new ChefFolder
                {
                    Name = files.Count == 1 ? NameOf(alone[0]) : name,
                    Log = Only(ChefKind.Log),
                    History = Only(ChefKind.History),
                    Results = Only(ChefKind.Results),
                    Dataset = Only(ChefKind.Dataset),
                    Summary = Only(ChefKind.Summary),
                    Settings = Only(ChefKind.Settings),
                },
                ledger);
            yield break;
        }

        foreach (ChefFile file in alone)
        {
            var run = new ChefFolder { Name = NameOf(file) };
            yield return Read(
                file.Kind switch
                {
                    ChefKind.Log => run with { Log = file },
                    ChefKind.History => run with { History = file },
                    _ => run with { Results = file },
                },
                ledger);
        }

        foreach (ChefFile file in files.Where(file => !file.StandsAlone))
        {
            ledger.Info(ImportRules.PassedOver, file.Source.Name, "the file was passed over: it only goes with the log or the history of one run in its folder");
        }
    }

    private static string NameOf(ChefFile file) => Path.Combine(Path.GetDirectoryName(file.Source.Name)!, Path.GetFileNameWithoutExtension(file.Source.Name)).Replace('\\', '/');

    /// <summary>Reads the log and books what was read.</summary>
    private static ChefFolder Read(ChefFolder folder, ImportLedger ledger)
    {
        List<ChefLine> lines = [];
        foreach (SourceLine line in folder.Log is { } log ? SourceLine.Cut(log.Source) : [])
        {
            if (ChefLine.Read(line.Slice, line.Number, out Refusal? refusal) is { } read)
            {
                lines.Add(read);
                continue;
            }

            refusal = line.Judge(refusal)!;
            ledger.Read();
            ledger.Reject(refusal.Reason);
            ledger.Error(refusal.Rule, folder.Log!.Source.Name, $"the line was rejected: {refusal.Message}", line.Number, refusal.Column);
        }

        ChefFolder whole = folder with { Lines = lines };
        ledger.Read(whole.Records);
        return whole;
    }
}
