using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Building;

/// <summary>The balance of each stage of a build.</summary>
internal static class Ledger
{
    public static IReadOnlyList<MassBalance> Of(RunCensus census, RowMaker maker, long rows)
    {
        List<DroppedCandidate> dropped = [.. census.Dropped, .. maker.Dropped];
        return
        [
            Stage("runs", "runs", census.Found.Count, census.Taken.Count, dropped),
            Stage("candidates", "decisions and conversations", maker.Found, maker.Candidates, dropped),
            Stage("rows", "candidates", maker.Candidates, rows, dropped),
            Stage("turns", "turns of conversations", maker.Turns, maker.TurnsInRows, dropped),
        ];
    }

    private static MassBalance Stage(string stage, string unit, long input, long output, List<DroppedCandidate> dropped) => new()
    {
        Stage = stage,
        Unit = unit,
        In = input,
        Out = output,
        Dropped = new SortedDictionary<string, long>(
            dropped.Where(drop => drop.Stage == stage).GroupBy(drop => drop.Reason).ToDictionary(group => group.Key, group => group.LongCount()),
            StringComparer.Ordinal),
    };
}
