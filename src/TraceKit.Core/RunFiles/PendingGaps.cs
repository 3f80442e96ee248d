namespace TraceKit.RunFiles;

/// <summary>The holes of a run that are not in its file yet, in order. Holes of one cause are one; of very many causes, those of a kind are.</summary>
internal sealed class PendingGaps
{
    private const int Most = 64;

    private readonly List<RunGap> _gaps = [];

    /// <summary>The oldest one, or null when there is none.</summary>
    public RunGap? First => _gaps.Count > 0 ? _gaps[0] : null;

    public void Add(RunGap gap)
    {
        int last = _gaps.FindLastIndex(other => Same(gap, other));
        if (last < 0 && _gaps.Count < Most)
        {
            _gaps.Add(gap);
            return;
        }

        last = last >= 0 ? last : Math.Max(_gaps.FindLastIndex(other => other.IsRejection == gap.IsRejection), 0);
        RunGap before = _gaps[last];
        _gaps[last] = before with { Count = before.Count + gap.Count, To = gap.To, EventType = before.EventType == gap.EventType ? gap.EventType : null };
    }

    public void RemoveFirst() => _gaps.RemoveAt(0);

    private static bool Same(RunGap gap, RunGap other) => gap.Reason == other.Reason && gap.EventType == other.EventType;
}
