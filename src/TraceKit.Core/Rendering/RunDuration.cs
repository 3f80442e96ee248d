using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Rendering;

/// <summary>How long a run took.</summary>
public static class RunDuration
{
    /// <summary>The time from a run's start to its end.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The time, or null when nobody knows: there is no end line, or recovery wrote it long after the process died.</returns>
    public static TimeSpan? Of(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.End is { } end and not { Status: RunStatus.Aborted, StopReason: "recovered" } ? end.EndedAt - run.Header.StartedAt : null;
    }
}
