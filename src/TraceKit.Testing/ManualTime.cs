using TraceKit.Testing.Recording;

namespace TraceKit.Testing;

/// <summary>A clock that moves when it is told to, with timers that come due as it moves. Safe for any number of threads.</summary>
/// <remarks><c>Task.Delay(span, time)</c>, <c>CancellationTokenSource(span, time)</c> and <c>PeriodicTimer(span, time)</c> stand on its timers.</remarks>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _utcTicks = Start.UtcTicks;
    private long _timestamp;
    private long _target;

    /// <summary>Where every clock of this kind starts.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 2, 54, 0, TimeSpan.Zero);

    /// <summary>Wall time. Setting it leaves the monotonic time and the timers alone, as when a clock is corrected.</summary>
    public DateTimeOffset Wall
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    /// <summary>Number of timers that wait, such as delays that somebody awaits.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Lets time pass, wall time and monotonic time alike. Timers that come due on the way run on this thread, each at its own time, in order.</summary>
    /// <param name="span">How much; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        long end;
        lock (_lock)
        {
            end = _target += span.Ticks;
        }

        FireUntil(end);
        lock (_lock)
        {
            MoveTo(end);
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Wall;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _timestamp);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Has a timer wait from now on, or no longer.</summary>
    internal void Set(ManualTimer timer, TimeSpan? dueTime, TimeSpan? period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period : null;
            if (dueTime is { } wait)
            {
                timer.Due = _timestamp + wait.Ticks;
                _timers.Add(timer);
            }
        }

        if (dueTime == TimeSpan.Zero)
        {
            FireUntil(GetTimestamp());
        }
    }

    private void FireUntil(long end)
    {
        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Takes the timer that comes due first, up to a time, and moves the clock to it.</summary>
    private ManualTimer? NextDue(long end)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > end)
            {
                return null;
            }

            MoveTo(next.Due);
            _timers.Remove(next);
            if (next.Period is { } period)
            {
                next.Due += period.Ticks;
                _timers.Add(next);
            }

            return next;
        }
    }

    private void MoveTo(long timestamp)
    {
        long passed = timestamp - _timestamp;
        if (passed > 0)
        {
            Interlocked.Add(ref _utcTicks, passed);
            Interlocked.Add(ref _timestamp, passed);
        }
    }
}
