namespace TraceKit.RunFiles;

/// <summary>The holes of a run that are not in its file yet, in order. Holes of one cause are one; of very many causes, those of a kind are.</summary>
/// <remarks>Adding to a hole that is there takes no memory: they grow when there is too much of everything.</remarks>
internal sealed class PendingGaps
{
    private const int Most = 64;

    private readonly List<Hole> _holes = [];

    public bool IsEmpty => _holes.Count == 0;

    /// <summary>Adds events that were lost.</summary>
    public void Add(DateTimeOffset at, long count, string reason, string? eventType = null)
    {
        int place = _holes.FindLastIndex(hole => hole.Reason == reason && hole.EventType == eventType);
        if (place < 0 && _holes.Count < Most)
        {
            _holes.Add(new Hole(at, reason, eventType) { To = at, Count = count });
            return;
        }

        Hole grown = _holes[place >= 0 ? place : Math.Max(_holes.FindLastIndex(hole => RunGap.IsRejected(hole.Reason) == RunGap.IsRejected(reason)), 0)];
        grown.Count += count;
        grown.To = at;
        grown.EventType = grown.EventType == eventType ? eventType : null;
    }

    /// <summary>The oldest one as a record.</summary>
    public RunGap First(string runId, long after)
    {
        Hole hole = _holes[0];
        return new RunGap { RunId = runId, After = after, From = hole.From, To = hole.To, Count = hole.Count, Reason = hole.Reason, EventType = hole.EventType };
    }

    public void RemoveFirst() => _holes.RemoveAt(0);

    private sealed class Hole(DateTimeOffset from, string reason, string? eventType)
    {
        public DateTimeOffset From { get; } = from;

        public DateTimeOffset To { get; set; }

        public long Count { get; set; }

        public string Reason { get; } = reason;

        public string? EventType { get; set; } = eventType;
    }
}
