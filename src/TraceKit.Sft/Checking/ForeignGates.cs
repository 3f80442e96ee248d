using TraceKit.Sft.Gates;

namespace TraceKit.Sft.Checking;

/// <summary>What can be said of rows that nobody wrote a lineage for.</summary>
internal static class ForeignGates
{
    /// <summary>DUP-01: rows that are the same to the byte.</summary>
    public static GateResult Duplicates(IReadOnlyCollection<LeakGate.Node> rows)
    {
        List<IGrouping<string, LeakGate.Node>> same = [.. rows.GroupBy(row => row.Keys[0].Key, StringComparer.Ordinal).Where(group => group.Count() > 1)];
        int copies = same.Sum(group => group.Count() - 1);
        double share = rows.Count == 0 ? 0 : (double)copies / rows.Count;
        return new GateResult
        {
            Id = "DUP-01",
            Title = "no row twice",
            Verdict = share > 0.05 ? GateVerdict.Error : share > 0.01 ? GateVerdict.Warning : GateVerdict.Pass,
            Metric = share,
            Threshold = "error > 0.05, warning > 0.01",
            N = rows.Count,
            Message = copies == 0 ? "all rows differ" : $"{copies} row(s) repeat another to the byte",
            Evidence = [.. same.Take(GateResult.MaxEvidence).Select(group => new GateEvidence(group.First().Row, "also as " + string.Join(", ", group.Skip(1).Select(row => row.Row))))],
        };
    }

    /// <summary>LIN-01 of rows without lineage: none of them leads anywhere.</summary>
    public static GateResult NoLineage(IReadOnlyCollection<LeakGate.Node> rows) => new()
    {
        Id = "LIN-01",
        Title = "sources resolve to their bytes",
        Verdict = GateVerdict.Warning,
        Metric = rows.Count,
        Threshold = "error > 0 for datasets that TraceKit built, warning for others",
        N = rows.Count,
        Message = $"{rows.Count} row(s) name no source event: there is no {Datasets.DatasetFormat.Lineage} beside them",
    };

    /// <summary>PROMPT-02 of rows without lineage: nobody can show that their system prompts are those that the model saw.</summary>
    public static GateResult UnprovenPrompts(IReadOnlyDictionary<string, long> prompts)
    {
        long rows = prompts.Values.Sum();
        return new GateResult
        {
            Id = "PROMPT-02",
            Title = "system prompts are those that were captured",
            Verdict = rows == 0 ? GateVerdict.NotApplicable : GateVerdict.Warning,
            Metric = rows,
            Threshold = "warning > 0 without lineage",
            N = rows,
            Message = rows == 0 ? "no row has a system prompt" : $"{rows} row(s) have a system prompt that nothing shows to be captured, {prompts.Count} different one(s)",
            Evidence = [.. prompts.OrderByDescending(prompt => prompt.Value).ThenBy(prompt => prompt.Key, StringComparer.Ordinal).Take(GateResult.MaxEvidence)
                .Select(prompt => new GateEvidence($"{prompt.Value} row(s)", prompt.Key.Length <= 120 ? prompt.Key : prompt.Key[..120] + "…"))],
        };
    }
}
