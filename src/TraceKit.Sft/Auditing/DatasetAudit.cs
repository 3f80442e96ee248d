using System.Text;
using System.Text.Json;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Auditing;

/// <summary>Walks from rows to the events and bytes that they came from, and proves each step.</summary>
public static class DatasetAudit
{
    /// <summary>Audits a dataset.</summary>
    /// <param name="folder">The dataset.</param>
    /// <param name="row">The row to show, such as <c>train:17</c>. Default: all rows are proved, and those that fail are shown.</param>
    /// <param name="traces">The folder of run files. Default: where this machine built the dataset from.</param>
    /// <exception cref="DatasetException">There is no dataset, no such row, or no run files.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static AuditResult Audit(string folder, string? row = null, string? traces = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        StoredDataset dataset = StoredDataset.Open(folder);
        string root = dataset.TracesOr(traces);
        List<LineageRow> wanted = row is null ? [.. dataset.Lineage] : [Find(dataset, row)];
        var findings = new List<TraceFinding>();
        var audits = new List<RowAudit>();
        foreach (IGrouping<string, LineageRow> ofFile in wanted.GroupBy(lineage => lineage.File, StringComparer.Ordinal))
        {
            RunFileContents contents = RunFileReader.Read(RunLocator.PathOf(root, ofFile.Key), ofFile.Key);
            findings.AddRange(contents.Findings.Where(finding => finding.Severity != FindingSeverity.Info));
            audits.AddRange(ofFile.Select(lineage => Audit(dataset, lineage, contents)));
        }

        return new AuditResult
        {
            Dataset = folder,
            Traces = root,
            RowsChecked = wanted.Count,
            DatasetProblems = dataset.Problems,
            RunFindings = findings,
            Rows = row is null ? audits.FindAll(audit => audit.Problems.Count > 0) : audits,
        };
    }

    private static LineageRow Find(StoredDataset dataset, string row)
    {
        LineageRow? found = dataset.Lineage.FirstOrDefault(lineage => lineage.Row == row)
            ?? dataset.Lineage.FirstOrDefault(lineage => row.Length >= 8 && lineage.Sha256.StartsWith(row, StringComparison.Ordinal));
        string counts = string.Join(", ", dataset.Manifest.Rows.Where(rows => rows.Value > 0).Select(rows => $"{rows.Key}:0 to {rows.Key}:{rows.Value - 1}"));
        return found ?? throw new DatasetException($"There is no row '{row}': rows are named {counts}, or by the first 8 or more digits of their SHA-256.");
    }

    private static RowAudit Audit(StoredDataset dataset, LineageRow lineage, RunFileContents contents)
    {
        var problems = new List<string>();
        ReadOnlyMemory<byte>? bytes = dataset.RowBytes(lineage.Row);
        RecordedRun? run = contents.Runs.FirstOrDefault(candidate => candidate.RunId == lineage.RunId);
        if (bytes is not { } row)
        {
            problems.Add($"{lineage.Row} is not in its file");
        }
        else
        {
            if (Hashes.Of(row.Span) is var actual && actual != lineage.Sha256)
            {
                problems.Add($"{lineage.Row} was changed: its SHA-256 is {actual}, the lineage says {lineage.Sha256}");
            }

            if (run is not null)
            {
                problems.AddRange(Values(row, lineage, run, dataset));
            }
        }

        problems.AddRange(run is null ? [$"the run {lineage.RunId} is not in {lineage.File}"] : LineageProof.SourceProblems(lineage, run));
        return new RowAudit
        {
            Row = lineage.Row,
            Text = bytes is { } text ? Encoding.UTF8.GetString(text.Span) : string.Empty,
            Lineage = lineage,
            Sources = [.. lineage.Src.Select(source => Show(source, lineage.File, run))],
            Problems = problems,
        };
    }

    private static List<string> Values(ReadOnlyMemory<byte> row, LineageRow lineage, RecordedRun run, StoredDataset dataset)
    {
        try
        {
            using var document = JsonDocument.Parse(row);
            return [.. LineageProof.ValueProblems(lineage, document.RootElement, run, dataset.Manifest.Recipe)];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return [$"{lineage.Row} is not valid JSON: {failure.Message}"];
        }
    }

    private static AuditedSource Show(SourceBytes source, string file, RecordedRun? run)
    {
        RecordedEvent? recorded = run is not null && EventAddress.TryParse(source.Address, out EventAddress address) && address.Seq < run.Events.Count
            ? run.Events[(int)address.Seq]
            : null;
        return recorded is null
            ? new AuditedSource(source.Address, source.Type, file, 0, source.Offset, source.Length, source.Sha256, null, null)
            : new AuditedSource(source.Address, recorded.Type, file, recorded.LineNumber, recorded.Offset, recorded.Line.Length, recorded.Sha256, Encoding.UTF8.GetString(recorded.Line.Span), recorded.Origin);
    }
}
