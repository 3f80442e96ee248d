namespace TraceKit.RunFiles;

/// <summary>What became of events.</summary>
internal struct LossCounts
{
    public long Written { get; set; }

    public long Buffered { get; set; }

    public long Dropped { get; set; }

    public long Rejected { get; set; }

    public long Truncated { get; set; }

    public readonly long Emitted => Written + Buffered + Dropped + Rejected;

    public static LossCounts operator +(LossCounts one, LossCounts other) => new()
    {
        Written = one.Written + other.Written,
        Buffered = one.Buffered + other.Buffered,
        Dropped = one.Dropped + other.Dropped,
        Rejected = one.Rejected + other.Rejected,
        Truncated = one.Truncated + other.Truncated,
    };

    /// <summary>The same counts, of which some events are in a buffer still.</summary>
    public readonly LossCounts Waiting(long count) => this with { Written = Written - Math.Max(count, 0), Buffered = Math.Max(count, 0) };
}
