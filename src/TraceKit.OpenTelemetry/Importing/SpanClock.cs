namespace TraceKit.OpenTelemetry.Importing;

/// <summary>A clock that shows the time of the span at hand and never goes backwards.</summary>
internal sealed class SpanClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void Advance(DateTimeOffset time) => _now = time > _now ? time : _now;
}
