namespace TraceKit.OpenTelemetry.Capture;

/// <summary>What became of a captured span.</summary>
internal enum CaptureOutcome
{
    /// <summary>It is in a run.</summary>
    Recorded,

    /// <summary>No run was found for it.</summary>
    NoRun,

    /// <summary>The program suppressed instrumentation when it started.</summary>
    Suppressed,

    /// <summary>There was no room, or the run's end did not wait longer: the run's ledger has it too.</summary>
    Dropped,

    /// <summary>Copying or reading it failed: the run's ledger has it too.</summary>
    Failed,
}
