namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>What is sent: each has an address of its own.</summary>
public enum OtlpSignal
{
    /// <summary>Spans.</summary>
    Traces,

    /// <summary>Log records.</summary>
    Logs,
}
