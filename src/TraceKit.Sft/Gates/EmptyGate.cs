using TraceKit.Sft.Building;

namespace TraceKit.Sft.Gates;

/// <summary>TOK-01: there is something to train on.</summary>
internal static class EmptyGate
{
    public static GateResult Check(int rows, RunCensus census, RowMaker maker) => new()
    {
        Id = "TOK-01",
        Title = "there is something to train on",
        Verdict = rows == 0 ? GateVerdict.Error : GateVerdict.Pass,
        Metric = rows,
        Threshold = "error when there is no row",
        N = rows,
        Message = rows > 0
            ? "there are rows, each with a trained turn"
            : $"no row is left of {census.Found.Count} run(s), {maker.Found} decision(s) and conversation(s): rejected.jsonl says why",
    };
}
