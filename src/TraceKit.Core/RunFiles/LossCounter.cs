using System.Runtime.InteropServices;
using TraceKit.Redaction;

namespace TraceKit.RunFiles;

/// <summary>The ledger of one run: <c>emitted = written + dropped + rejected</c>, always. The run's lock guards it; the meter reads it.</summary>
internal sealed class LossCounter
{
    private readonly Dictionary<string, long> _byType = new(StringComparer.Ordinal);
    private readonly WriteBehind? _behind;
    private LossCounts _counts;
    private bool _closed;

    /// <summary>Starts a ledger.</summary>
    /// <param name="behind">Where events wait that are accepted and not handed over yet. Default: nowhere.</param>
    /// <param name="watched">Whether the meter counts it: not for what an earlier process emitted.</param>
    public LossCounter(WriteBehind? behind, bool watched)
    {
        _behind = behind;
        _closed = !watched;
        if (watched)
        {
            LossTotals.Open(this);
        }
    }

    /// <summary>The counts as they stand, for the meter.</summary>
    public LossCounts Counts => _behind is null ? _counts : _counts.Waiting(_counts.Written - _behind.HandedOver);

    public void CountWritten(string type, bool truncated)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_byType, type, out _)++;
        _counts.Written++;
        _counts.Truncated += truncated ? 1 : 0;
    }

    public void CountDropped(long count = 1) => _counts.Dropped += count;

    public void CountRejected()
    {
        _counts.Rejected++;
        if (_closed)
        {
            LossTotals.Add(new LossCounts { Rejected = 1 });
        }
    }

    /// <summary>Counts the events of a hole that an earlier process recorded.</summary>
    public void CountRecovered(RunGap gap)
    {
        _counts.Rejected += gap.IsRejection ? gap.Count : 0;
        _counts.Dropped += gap.IsRejection ? 0 : gap.Count;
    }

    /// <summary>Moves what it counted to the totals of runs that have ended.</summary>
    public void Close()
    {
        if (!_closed)
        {
            _closed = true;
            LossTotals.Close(this);
        }
    }

    /// <summary>An event that was written and turned out not to be on disk is dropped.</summary>
    public void TakeBack(string type, bool truncated)
    {
        _byType[type]--;
        _counts.Written--;
        _counts.Dropped++;
        _counts.Truncated -= truncated ? 1 : 0;
    }

    public SortedDictionary<string, long> CountsByType() => new(_byType.Where(pair => pair.Value > 0).ToDictionary(), StringComparer.Ordinal);

    public LossRecord ToRecord(RedactionCounts redactions) => new()
    {
        Emitted = _counts.Emitted,
        Written = _counts.Written,
        Dropped = _counts.Dropped,
        Rejected = _counts.Rejected,
        Truncated = _counts.Truncated,
        Redacted = redactions.ByRule is { Count: > 0 } byRule ? byRule : null,
        Withheld = redactions.Failed,
    };
}
