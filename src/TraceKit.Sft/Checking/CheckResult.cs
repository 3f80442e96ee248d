using TraceKit.Sft.Gates;

namespace TraceKit.Sft.Checking;

/// <summary>What the gates say of a dataset.</summary>
/// <param name="Dataset">The dataset, a folder or JSONL files.</param>
/// <param name="Format">The target format that rows were checked for.</param>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Gates">What the gates say.</param>
public sealed record CheckResult(string Dataset, string Format, long Rows, IReadOnlyList<GateResult> Gates)
{
    /// <summary>Whether a gate refuses the dataset.</summary>
    public bool IsRefused => Gates.Any(gate => gate.Verdict == GateVerdict.Error);

    /// <summary>Whether a gate warns.</summary>
    public bool HasWarnings => Gates.Any(gate => gate.Verdict == GateVerdict.Warning);
}
