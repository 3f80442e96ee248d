using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;

namespace TraceKit.Sft.Gates;

/// <summary>LEAK-05: every split that was asked for has rows. With few tasks a stable hash can leave one empty.</summary>
internal static class SplitGate
{
    public static GateResult Check(SplitPolicy policy, IReadOnlyCollection<string> splitOfRow)
    {
        double[] shares = [policy.TrainShare, policy.ValidationShare, 1 - policy.TrainShare - policy.ValidationShare];
        List<string> empty = [.. Splits.Names.Where((split, index) => shares[index] > 1e-9 && !splitOfRow.Contains(split))];
        return new GateResult
        {
            Id = "LEAK-05",
            Title = "no split is empty",
            Verdict = splitOfRow.Count == 0 ? GateVerdict.NotApplicable : empty.Count == 0 ? GateVerdict.Pass : GateVerdict.Warning,
            Metric = empty.Count,
            Threshold = "warning > 0",
            N = splitOfRow.Count,
            Message = empty.Count == 0 ? "every split that was asked for has rows" : $"no rows in {string.Join(" and ", empty)}: there are too few tasks for the shares; more tasks or another salt help",
        };
    }
}
