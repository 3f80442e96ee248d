namespace TraceKit.Corpus;

/// <summary>A clock that goes on by a millisecond whenever it is looked at, and otherwise when it is told to.</summary>
internal sealed class SteadyTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, TimeSpan.TicksPerMillisecond);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
