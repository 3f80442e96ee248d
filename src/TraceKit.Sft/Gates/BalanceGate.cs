using TraceKit.Sft.Building;

namespace TraceKit.Sft.Gates;

/// <summary>PARSE-01: at each stage, what came in is what went on plus what was dropped, exactly.</summary>
internal static class BalanceGate
{
    public static GateResult Check(IReadOnlyCollection<MassBalance> stages)
    {
        List<MassBalance> broken = [.. stages.Where(stage => !stage.Holds)];
        return new GateResult
        {
            Id = "PARSE-01",
            Title = "every record is accounted for",
            Verdict = stages.Count == 0 ? GateVerdict.NotApplicable : broken.Count == 0 ? GateVerdict.Pass : GateVerdict.Error,
            Metric = broken.Count,
            Threshold = "error when in != out + dropped",
            N = stages.Count,
            Message = broken.Count == 0 ? "in = out + dropped at every stage" : $"{broken.Count} stage(s) do not add up",
            Evidence = [.. broken.Select(stage => new GateEvidence(stage.Stage, $"in {stage.In}, out {stage.Out}, dropped {stage.Dropped.Values.Sum()} {stage.Unit}"))],
        };
    }
}
