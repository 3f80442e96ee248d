namespace TraceKit.RunFiles;

/// <summary>What recovery did with a file.</summary>
public enum RecoveryAction
{
    /// <summary>Nothing: the file is sealed and whole.</summary>
    None,

    /// <summary>The run was open; it is sealed as aborted now, and a torn tail, if there was one, is set aside.</summary>
    Sealed,

    /// <summary>The run was sealed; bytes after its end were set aside.</summary>
    TailSetAside,

    /// <summary>Nothing: a living process owns the file, or it is broken in a way that recovery must not touch.</summary>
    Skipped,
}
