using TraceKit.Reading;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Building;

/// <summary>Builds a dataset from run files: scan, pair, build, select, seal. Deterministic: the same runs and recipe give the same bytes.</summary>
public static class DatasetBuilder
{
    /// <summary>Builds a dataset.</summary>
    /// <param name="traces">The folder of run files, or one run file.</param>
    /// <param name="output">The folder to write. It must not exist, be empty, or hold only what a refused build left.</param>
    /// <param name="recipe">What to make.</param>
    /// <param name="force">Whether a dataset that is already in the folder may be replaced.</param>
    /// <param name="progress">Takes the number of run files read so far. Default: nobody asks.</param>
    /// <returns>What was done; a refused dataset is a result, not an exception.</returns>
    /// <exception cref="RecipeException">The recipe has a value that it cannot have.</exception>
    /// <exception cref="DatasetException">There are no run files, or the folder holds something that must not be overwritten.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static BuildResult Build(string traces, string output, SftRecipe recipe, bool force = false, IProgress<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(traces);
        ArgumentNullException.ThrowIfNull(output);
        RecipeFile.Check(recipe);
        DatasetFolder.ThrowIfTaken(output, force);
        RunCensus census = RunCensus.Take(ReadAll(traces, progress), recipe.Select);
        if (census.Files == 0)
        {
            throw new DatasetException($"There are no run files under '{traces}' (*{RunFiles.RunFormat.FileExtension}): give the folder that the collector wrote to, or import foreign traces first.");
        }

        var splits = new Splits(recipe.Split, census.Taken);
        var maker = new RowMaker(recipe, splits);
        foreach (RecordedRun run in census.Taken)
        {
            maker.Add(run);
        }

        return Write(traces, output, recipe, census, maker);
    }

    private static IEnumerable<RunFileContents> ReadAll(string traces, IProgress<int>? progress)
    {
        int count = 0;
        foreach (RunFileContents file in TraceFolder.Read(traces))
        {
            progress?.Report(++count);
            yield return file;
        }
    }

    private static BuildResult Write(string traces, string output, SftRecipe recipe, RunCensus census, RowMaker maker)
    {
        List<(BuiltRow Row, LineageRow Lineage)> rows = InFileOrder(maker.Rows);
        IReadOnlyList<MassBalance> balance = Ledger.Of(census, maker, rows.Count);
        HashSet<string> included = [.. rows.Select(row => row.Row.Candidate.Run.RunId)];
        IReadOnlyList<RecordedRun> started = census.Started;
        List<GateResult> gates =
        [
            .. maker.Gates.Results(refusedRowsAreOut: true),
            LeakGate.Check([.. rows.Select(row => Node(row.Row, row.Lineage))]),
            SelectionGates.Capture(started),
            SelectionGates.OutcomeBias(started, included, recipe.Select),
            SelectionGates.TaskSurvival(started, included),
            BalanceGate.Check(balance),
            EmptyGate.Check(rows.Count, census, maker),
            SplitGate.Check(recipe.Split, [.. rows.Select(row => row.Row.Split)]),
        ];
        bool refused = gates.Exists(gate => gate.Verdict == GateVerdict.Error);
        using var folder = DatasetFolder.Begin(output);
        folder.WriteRejected([.. census.Dropped, .. maker.Dropped]);
        if (!refused)
        {
            folder.WriteRows(rows);
            gates.AddRange(LineageGates.Check(folder.Path, traces, [.. rows.Select(row => row.Lineage)]));
            refused = gates.Exists(gate => gate.Verdict == GateVerdict.Error);
        }

        DatasetReport report = Report(recipe, census, rows, balance, gates, included, refused);
        string place = folder.Finish(report, traces, rows);
        return new BuildResult(report.Verdict == "refused" ? place : output, report);
    }

    /// <summary>Rows by split, and within a split by run and place in the run.</summary>
    private static List<(BuiltRow Row, LineageRow Lineage)> InFileOrder(List<BuiltRow> rows) =>
        [.. Splits.Names.SelectMany(split => rows.Where(row => row.Split == split).Select((row, index) => (row, LineageMaker.Of(row, index))))];

    private static LeakGate.Node Node(BuiltRow row, LineageRow lineage) =>
        new(lineage.Row, row.Split, LeakKeys.Of(lineage));

    private static DatasetReport Report(
        SftRecipe recipe,
        RunCensus census,
        List<(BuiltRow Row, LineageRow Lineage)> rows,
        IReadOnlyList<MassBalance> balance,
        List<GateResult> gates,
        HashSet<string> included,
        bool refused)
    {
        bool warned = gates.Exists(gate => gate.Verdict == GateVerdict.Warning);
        return new DatasetReport
        {
            Verdict = refused ? "refused" : warned ? "built_with_warnings" : "built",
            Recipe = recipe,
            Rows = Splits.Names.ToDictionary(split => split, split => (long)rows.Count(row => row.Row.Split == split)),
            RowsByKind = RowKinds.All.Where(kind => recipe.Rows.Contains(kind)).ToDictionary(kind => kind, kind => (long)rows.Count(row => row.Lineage.Kind == kind)),
            Outcomes = Outcomes.Count(census.Started, included),
            Balance = balance,
            Gates = [.. gates.OrderBy(gate => gate.Id, StringComparer.Ordinal)],
            Findings = [.. census.Findings.Take(100)],
        };
    }
}
