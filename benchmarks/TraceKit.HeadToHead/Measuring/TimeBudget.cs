using System.Diagnostics;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>How long the whole comparison may take, and what was left out for it.</summary>
internal sealed class TimeBudget(TimeSpan limit)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>What there was no time for.</summary>
    public List<string> Skipped { get; } = [];

    /// <summary>Whether something that takes so long still fits.</summary>
    public bool Allows(TimeSpan more) => Elapsed + more <= limit;
}
