namespace TraceKit.TestKit;

/// <summary>A clock that moves when it is told to. Safe for any number of threads.</summary>
public sealed class ManualTime : TimeProvider
{
    private long _utcTicks = Start.UtcTicks;
    private long _timestamp;

    /// <summary>Where every clock of this kind starts.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 2, 54, 0, TimeSpan.Zero);

    /// <summary>Wall time. Setting it leaves the monotonic time alone, as when a clock is corrected.</summary>
    public DateTimeOffset Wall
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass: wall time and monotonic time alike.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        Interlocked.Add(ref _utcTicks, span.Ticks);
        Interlocked.Add(ref _timestamp, span.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Wall;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _timestamp);
}
