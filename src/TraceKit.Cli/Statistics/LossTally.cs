using TraceKit.Cli.Documents;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Statistics;

/// <summary>Adds up the loss ledgers of runs.</summary>
internal sealed class LossTally
{
    private LossStats _sum = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public void Add(RecordedRun run)
    {
        _sum = _sum with { EventsInGaps = _sum.EventsInGaps + run.Gaps.Sum(gap => gap.Count) };
        _sum = run.End?.Loss is { } loss ? Plus(loss) : _sum with { RunsWithoutLedger = _sum.RunsWithoutLedger + 1 };
    }

    public LossStats ToStats() => _sum;

    private LossStats Plus(LossRecord loss) => _sum with
    {
        RunsWithLedger = _sum.RunsWithLedger + 1,
        Emitted = _sum.Emitted + loss.Emitted,
        Written = _sum.Written + loss.Written,
        Dropped = _sum.Dropped + loss.Dropped,
        Rejected = _sum.Rejected + loss.Rejected,
        Truncated = _sum.Truncated + loss.Truncated,
        Redacted = _sum.Redacted + (loss.Redacted?.Values.Sum() ?? 0),
    };
}
