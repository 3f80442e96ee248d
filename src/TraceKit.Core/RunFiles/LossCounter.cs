using TraceKit.Redaction;

namespace TraceKit.RunFiles;

/// <summary>The ledger of one run: <c>emitted = written + dropped + rejected</c>, always. The run's lock guards it.</summary>
internal sealed class LossCounter
{
    private readonly Dictionary<string, long> _byType = new(StringComparer.Ordinal);

    public long Written { get; private set; }

    public long Dropped { get; private set; }

    public long Rejected { get; private set; }

    public long Truncated { get; private set; }

    public void CountWritten(string type, bool truncated)
    {
        Written++;
        _byType[type] = _byType.GetValueOrDefault(type) + 1;
        TraceKitDiagnostics.Count(TraceKitDiagnostics.Written);
        if (truncated)
        {
            Truncated++;
            TraceKitDiagnostics.Count(TraceKitDiagnostics.Truncated);
        }
    }

    public void CountDropped()
    {
        Dropped++;
        TraceKitDiagnostics.Count(TraceKitDiagnostics.Dropped);
    }

    public void CountRejected()
    {
        Rejected++;
        TraceKitDiagnostics.Count(TraceKitDiagnostics.Rejected);
    }

    /// <summary>Counts an event that an earlier process wrote; its meters counted it then.</summary>
    public void CountRecovered(string type, bool truncated)
    {
        Written++;
        _byType[type] = _byType.GetValueOrDefault(type) + 1;
        Truncated += truncated ? 1 : 0;
    }

    /// <summary>Counts the events of a hole that an earlier process recorded.</summary>
    public void CountRecovered(RunGap gap)
    {
        if (gap.IsRejection)
        {
            Rejected += gap.Count;
        }
        else
        {
            Dropped += gap.Count;
        }
    }

    public SortedDictionary<string, long> CountsByType() => new(_byType, StringComparer.Ordinal);

    public LossRecord ToRecord(RedactionCounts redactions) => new()
    {
        Emitted = Written + Dropped + Rejected,
        Written = Written,
        Dropped = Dropped,
        Rejected = Rejected,
        Truncated = Truncated,
        Redacted = redactions.ByRule is { Count: > 0 } byRule ? byRule : null,
        Withheld = redactions.Failed,
    };
}
