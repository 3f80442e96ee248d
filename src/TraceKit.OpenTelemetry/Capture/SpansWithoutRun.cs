namespace TraceKit.OpenTelemetry.Capture;

/// <summary>What becomes of a captured span that belongs to no run.</summary>
public enum SpansWithoutRun
{
    /// <summary>It is counted by <c>tracekit.capture.spans</c> with the outcome <c>no_run</c>.</summary>
    Count,

    /// <summary>The spans of its trace become a run of their own, when the last of them has ended.</summary>
    OneRunPerTrace,
}
