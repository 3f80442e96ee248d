using TraceKit.Cli.Documents;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Statistics;

/// <summary>Counts runs by status and outcome, and events by type.</summary>
internal sealed class RunTally
{
    private readonly SortedDictionary<string, int> _byStatus = new(StringComparer.Ordinal);
    private readonly Dictionary<(bool? Success, SuccessSource? Source), int> _success = [];
    private readonly SortedDictionary<string, long> _events = new(StringComparer.Ordinal);
    private readonly Samples _durations = new();
    private int _total;
    private int _unsound;

    public void Add(RecordedRun run)
    {
        _total++;
        _unsound += run.IsSound ? 0 : 1;
        string status = run.Status.ToString().ToLowerInvariant();
        _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        (bool?, SuccessSource?) outcome = (run.End?.Success, run.End?.SuccessSource);
        _success[outcome] = _success.GetValueOrDefault(outcome) + 1;
        _durations.Add(RunDuration.Of(run)?.TotalMilliseconds);
        foreach (RecordedEvent recorded in run.Events)
        {
            _events[recorded.Type] = _events.GetValueOrDefault(recorded.Type) + 1;
        }
    }

    public RunStats ToRunStats() => new(_total, _unsound, _byStatus, [.. Outcomes()], _durations.ToDistribution());

    public EventStats ToEventStats() => new(_events.Values.Sum(), _events);

    private IEnumerable<SuccessCount> Outcomes() => _success
        .OrderByDescending(outcome => outcome.Key.Success)
        .ThenBy(outcome => outcome.Key.Source)
        .Select(outcome => new SuccessCount(outcome.Key.Success, outcome.Key.Source, outcome.Value));
}
