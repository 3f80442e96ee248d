namespace TraceKit.Reading;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Something is odd; the data can be used.</summary>
    Warning,

    /// <summary>The data breaks the format or lost something; it must not be trusted as it is.</summary>
    Error,
}
