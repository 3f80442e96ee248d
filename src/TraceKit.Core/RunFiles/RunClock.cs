namespace TraceKit.RunFiles;

/// <summary>Wall time at the start plus monotonic time since: a clock that is set back never makes a run run backwards.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public DateTimeOffset Now => StartedAt + time.GetElapsedTime(_origin);
}
