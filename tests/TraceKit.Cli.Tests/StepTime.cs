namespace TraceKit.Cli.Tests;

/// <summary>A clock that goes on by a quarter of a second each time a line asks for the time.</summary>
internal sealed class StepTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 54, 0, TimeSpan.Zero);

    private long _quarters;

    public override long TimestampFrequency => 4;

    public override long GetTimestamp() => _quarters++;

    public override DateTimeOffset GetUtcNow() => Start;
}
