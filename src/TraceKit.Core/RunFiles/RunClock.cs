namespace TraceKit.RunFiles;

/// <summary>Wall time at the start plus monotonic time since: a clock that is set back never makes a run run backwards.</summary>
/// <param name="time">The clock.</param>
/// <param name="notBefore">The time that it shows at least. Default: any.</param>
internal sealed class RunClock(TimeProvider time, DateTimeOffset notBefore = default)
{
    private readonly long _origin = time.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow() is var now && now < notBefore ? notBefore : now;

    /// <summary>The time now; at the end of the calendar, which imported times may come to, it stands.</summary>
    public DateTimeOffset Now => time.GetElapsedTime(_origin) is var elapsed && elapsed < DateTimeOffset.MaxValue - StartedAt ? StartedAt + elapsed : DateTimeOffset.MaxValue;
}
