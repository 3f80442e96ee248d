namespace TraceKit.Testing.Recording;

/// <summary>A timer of a clock that moves by hand. Its callback runs in the flow that made it, as with the system's timers.</summary>
internal sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();
    private int _disposed;

    /// <summary>When it comes due, in ticks of the monotonic time. Under the clock's lock.</summary>
    public long Due { get; set; }

    /// <summary>How often it comes due again. Under the clock's lock.</summary>
    public TimeSpan? Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            return false;
        }

        time.Set(this, Checked(dueTime), Checked(period));
        return true;
    }

    public void Fire()
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            return;
        }

        if (_flow is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_flow, static timer => ((ManualTimer)timer!).Call(), this);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            time.Set(this, dueTime: null, period: null);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);

    /// <returns>The span, or null for <see cref="Timeout.InfiniteTimeSpan"/>.</returns>
    private static TimeSpan? Checked(TimeSpan span)
    {
        if (span == Timeout.InfiniteTimeSpan)
        {
            return null;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        return span;
    }
}
