namespace TraceKit.Interop.Importing;

/// <summary>How large foreign records may be, so that what they become always fits in a line of a run file.</summary>
internal static class ImportLimits
{
    /// <summary>The longest record that becomes an event. JSON can grow threefold when it is written anew (astral characters are escaped).</summary>
    public const int MaxRecordBytes = 2 * 1024 * 1024;

    /// <summary>The longest description of a run: the header holds it together with the goal.</summary>
    public const int MaxHeaderBytes = 1024 * 1024;

    /// <summary>The longest trajectory, with all its messages.</summary>
    public const int MaxTrajectoryBytes = 256 * 1024 * 1024;

    /// <summary>The longest file.</summary>
    public const int MaxFileBytes = 1024 * 1024 * 1024;

    /// <summary>The deepest nesting of a record; its envelope in the run file takes the rest of the format's 64.</summary>
    public const int MaxDepth = 56;
}
