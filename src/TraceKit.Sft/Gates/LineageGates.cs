using TraceKit.Reading;
using TraceKit.Sft.Building;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Gates;

/// <summary>LIN-01 and LIN-06: what the lineage says is on disk, and the files are those that the manifest names.</summary>
internal static class LineageGates
{
    /// <summary>Looks at a dataset that is being written: once more from disk, not from memory.</summary>
    public static IEnumerable<GateResult> Check(string folder, string traces, IReadOnlyList<LineageRow> lineage)
    {
        yield return Resolve(traces, lineage);
        yield return Result("LIN-06", "files hold what their hashes say", lineage.Count, [.. FileProblems(folder, lineage)]);
    }

    /// <summary>LIN-01: every source is where the lineage says, with the bytes that it says.</summary>
    public static GateResult Resolve(string traces, IReadOnlyCollection<LineageRow> lineage)
    {
        var evidence = new List<GateEvidence>();
        foreach (IGrouping<string, LineageRow> ofFile in lineage.GroupBy(row => row.File, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            RunFileContents contents = RunFileReader.Read(RunLocator.PathOf(traces, ofFile.Key), ofFile.Key);
            foreach (LineageRow row in ofFile)
            {
                evidence.AddRange(Problems(row, contents).Select(problem => new GateEvidence(row.Row, problem)));
            }
        }

        return Result("LIN-01", "sources resolve to their bytes", lineage.Count, evidence);
    }

    private static IEnumerable<string> Problems(LineageRow row, RunFileContents contents) =>
        contents.Runs.FirstOrDefault(run => run.RunId == row.RunId) is { } run
            ? LineageProof.SourceProblems(row, run)
            : [$"the run {row.RunId} is not in {contents.File}{(contents.Findings.Count > 0 ? $" ({contents.Findings[0].Message})" : string.Empty)}"];

    /// <summary>Rows on disk that are not those of the lineage, one by one and in its order.</summary>
    private static IEnumerable<GateEvidence> FileProblems(string folder, IReadOnlyList<LineageRow> lineage)
    {
        List<string> hashes = [.. Splits.Names.SelectMany(split => JsonLines.Split(File.ReadAllBytes(Path.Combine(folder, DatasetFormat.RowsOf(split))))).Select(line => Hashes.Of(line.Span))];
        if (hashes.Count != lineage.Count)
        {
            yield return new GateEvidence(DatasetFormat.Lineage, $"names {lineage.Count} rows, the files hold {hashes.Count}");
        }

        foreach ((LineageRow row, string hash) in lineage.Zip(hashes).Where(pair => pair.First.Sha256 != pair.Second))
        {
            yield return new GateEvidence(row.Row, $"has the SHA-256 {hash} on disk, the lineage says {row.Sha256}");
        }
    }

    internal static GateResult Result(string id, string title, long count, IReadOnlyList<GateEvidence> evidence) => new()
    {
        Id = id,
        Title = title,
        Verdict = evidence.Count > 0 ? GateVerdict.Error : count == 0 ? GateVerdict.NotApplicable : GateVerdict.Pass,
        Metric = evidence.Count,
        Threshold = "error > 0",
        N = count,
        Message = evidence.Count == 0 ? "nothing is missing, nothing was changed" : $"{evidence.Count} problem(s)",
        Evidence = [.. evidence.Take(GateResult.MaxEvidence)],
    };
}
