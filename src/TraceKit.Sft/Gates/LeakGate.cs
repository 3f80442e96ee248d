namespace TraceKit.Sft.Gates;

/// <summary>LEAK-01: nothing that belongs together stands on both sides of a split.</summary>
internal static class LeakGate
{
    /// <summary>A row as the gate sees it.</summary>
    /// <param name="Row">Its name.</param>
    /// <param name="Split">Its split.</param>
    /// <param name="Keys">What it shares with others, by the type of the edge: run, task, group, text.</param>
    public sealed record Node(string Row, string Split, IReadOnlyList<(string Edge, string Key)> Keys);

    public static GateResult Check(IReadOnlyCollection<Node> rows)
    {
        List<GateEvidence> evidence = [];
        int leaks = 0;
        var byEdge = new SortedDictionary<string, int>(StringComparer.Ordinal);
        IEnumerable<IGrouping<(string Edge, string Key), Node>> shared = rows
            .SelectMany(row => row.Keys.Select(key => (Key: key, Row: row)))
            .GroupBy(pair => pair.Key, pair => pair.Row)
            .OrderBy(group => group.Key.Edge, StringComparer.Ordinal).ThenBy(group => group.Key.Key, StringComparer.Ordinal);
        foreach (IGrouping<(string Edge, string Key), Node> group in shared)
        {
            Node[] firsts = [.. group.GroupBy(row => row.Split).Select(split => split.First())];
            if (firsts.Length > 1)
            {
                leaks++;
                byEdge[group.Key.Edge] = byEdge.GetValueOrDefault(group.Key.Edge) + 1;
                if (evidence.Count < GateResult.MaxEvidence)
                {
                    evidence.Add(new GateEvidence(string.Join(" / ", firsts.Select(row => row.Row)), $"share the {group.Key.Edge} '{group.Key.Key}'"));
                }
            }
        }

        return new GateResult
        {
            Id = "LEAK-01",
            Title = "no leak across splits",
            Verdict = rows.Count == 0 ? GateVerdict.NotApplicable : leaks == 0 ? GateVerdict.Pass : GateVerdict.Error,
            Metric = leaks,
            Threshold = "error > 0",
            N = rows.Count,
            Message = leaks == 0
                ? "no run, task or text stands in two splits"
                : string.Join(", ", byEdge.Select(edge => $"{edge.Value} {edge.Key}(s)")) + " stand in more than one split: what is tested was trained on",
            Evidence = evidence,
        };
    }
}
