namespace TraceKit.OpenTelemetry.Telling;

/// <summary>What is known of a call that a model asked for.</summary>
internal enum AskedState
{
    /// <summary>Nobody asked.</summary>
    Unknown,

    /// <summary>Asked, and nothing shows what became of it.</summary>
    Open,

    /// <summary>What became of it is told.</summary>
    Closed,
}
