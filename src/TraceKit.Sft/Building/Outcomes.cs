using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.Sft.Datasets;

namespace TraceKit.Sft.Building;

/// <summary>Counts runs by outcome and by who says so.</summary>
internal static class Outcomes
{
    public static OutcomeTable Count(IReadOnlyCollection<RecordedRun> started, IReadOnlySet<string> included) => new()
    {
        Started = ByOutcome(started),
        Included = ByOutcome(started.Where(run => included.Contains(run.RunId))),
    };

    public static string NameOf(SuccessSource source) => source switch
    {
        SuccessSource.SelfReported => "self_reported",
        SuccessSource.Environment => "environment",
        SuccessSource.Tests => "tests",
        SuccessSource.Judge => "judge",
        SuccessSource.Human => "human",
        _ => "reward",
    };

    private static SortedDictionary<string, long> ByOutcome(IEnumerable<RecordedRun> runs)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (RecordedRun run in runs)
        {
            string outcome = run.End?.Success switch
            {
                true => "success",
                false => "failure",
                null => "unknown",
            };
            string key = run.End?.SuccessSource is { } source ? $"{outcome} ({NameOf(source)})" : outcome;
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }
}
