namespace TraceKit.Faults.Campaigns;

/// <summary>How much is tried: the short form fits into every build, the long one is started by hand.</summary>
internal enum Scale
{
    /// <summary>Seconds.</summary>
    Short,

    /// <summary>Minutes to hours.</summary>
    Long,
}
