using System.Globalization;
using System.Text.Json;
using TraceKit.Sft.Building;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;

namespace TraceKit.Sft.Checking;

/// <summary>Asks the gates about any dataset: one of TraceKit's, or JSONL files of anybody.</summary>
public static class DatasetCheck
{
    /// <summary>Checks a dataset.</summary>
    /// <param name="path">A folder with a manifest, a folder of JSONL files, or one JSONL file.</param>
    /// <param name="format">The target format. Default: the manifest's, or <c>openai</c> for foreign files.</param>
    /// <param name="traces">The folder of run files. Default: where this machine built the dataset from; without it LIN-01 has nothing to check.</param>
    /// <exception cref="RecipeException">There is no such format.</exception>
    /// <exception cref="DatasetException">There are no rows, or a manifest was changed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CheckResult Check(string path, string? format = null, string? traces = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (format is not null && !TargetFormats.Names.Contains(format))
        {
            throw new RecipeException($"'{format}' is no target format: there are {string.Join(", ", TargetFormats.Names)}.");
        }

        return File.Exists(Path.Combine(path, DatasetFormat.Manifest)) ? CheckOwn(path, format, traces) : CheckForeign(path, format ?? "openai");
    }

    private static CheckResult CheckOwn(string folder, string? format, string? traces)
    {
        StoredDataset dataset = StoredDataset.Open(folder);
        string target = format ?? dataset.Manifest.Recipe.Format;
        var gates = new RowGates(TargetFormats.Get(target));
        long rows = 0;
        foreach (string split in Splits.Names)
        {
            rows += Add(gates, Path.Combine(folder, DatasetFormat.RowsOf(split)), line => Name(split, line), nodes: null);
        }

        List<GateResult> results =
        [
            .. gates.Results(refusedRowsAreOut: false),
            LeakGate.Check([.. dataset.Lineage.Select(lineage => new LeakGate.Node(lineage.Row, lineage.Row.Split(':')[0], LeakKeys.Of(lineage)))]),
            LineageGates.Result("LIN-06", "files hold what their hashes say", dataset.Manifest.Files.Count, [.. dataset.Problems.Select(problem => new GateEvidence(problem.Split(' ')[0], problem))]),
            Resolve(dataset, traces),
        ];
        return new CheckResult(folder, target, rows, [.. results.OrderBy(gate => gate.Id, StringComparer.Ordinal)]);
    }

    private static GateResult Resolve(StoredDataset dataset, string? traces)
    {
        try
        {
            return LineageGates.Resolve(dataset.TracesOr(traces), dataset.Lineage);
        }
        catch (DatasetException failure) when (traces is null)
        {
            return LineageGates.Result("LIN-01", "sources resolve to their bytes", 0, []) with { Message = failure.Message };
        }
    }

    private static CheckResult CheckForeign(string path, string format)
    {
        IReadOnlyList<string> files = File.Exists(path)
            ? [path]
            : Directory.Exists(path)
                ? [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)]
                : throw new DatasetException($"There is no file or folder '{path}'.");
        var gates = new RowGates(TargetFormats.Get(format));
        var nodes = new List<LeakGate.Node>();
        long rows = 0;
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            rows += Add(gates, file, line => string.Create(CultureInfo.InvariantCulture, $"{name}:{line + 1}"), nodes);
        }

        if (rows == 0)
        {
            throw new DatasetException($"There are no rows in '{path}': a dataset is a file of JSON lines, or a folder of such files (*.jsonl).");
        }

        List<GateResult> results =
        [
            .. gates.Results(refusedRowsAreOut: false),
            LeakGate.Check(nodes),
            ForeignGates.Duplicates(nodes),
            ForeignGates.NoLineage(nodes),
            ForeignGates.UnprovenPrompts(gates.SystemPrompts),
        ];
        return new CheckResult(path, format, rows, [.. results.OrderBy(gate => gate.Id, StringComparer.Ordinal)]);
    }

    private static int Add(RowGates gates, string file, Func<int, string> nameOf, List<LeakGate.Node>? nodes)
    {
        int index = 0;
        foreach (ReadOnlyMemory<byte> line in JsonLines.Read(file))
        {
            if (line.Span.Trim(" \r\t"u8).IsEmpty)
            {
                continue;
            }

            string name = nameOf(index++);
            using JsonDocument row = RowText.Parse(line);
            gates.Refusal(new RowView(name, row.RootElement));
            nodes?.Add(new LeakGate.Node(name, Path.GetFileName(file), [("text", Hashes.Of(line.Span))]));
        }

        return index;
    }

    private static string Name(string split, int line) => string.Create(CultureInfo.InvariantCulture, $"{split}:{line}");
}
