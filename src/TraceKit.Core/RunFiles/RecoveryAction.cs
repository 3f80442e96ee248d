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

    /// <summary>The run was sealed, and only the line feed after its end was missing; it is there now.</summary>
    LineCompleted,

    /// <summary>Nothing: the process that writes the file lives.</summary>
    InUse,

    /// <summary>Nothing: the file cannot be opened for writing.</summary>
    Refused,

    /// <summary>Nothing: the file is broken in a way that recovery must not touch.</summary>
    Skipped,
}
