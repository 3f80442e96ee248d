namespace TraceKit.RunFiles;

/// <summary>The trace that a run's activity was in while the run happened, so that what is exported later joins what was exported then.</summary>
public sealed record RunTraceLink
{
    /// <summary>Id of the trace: 32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The run's own span: 16 lower-case hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span around the run, such as that of a request. Default: none.</summary>
    public string? ParentSpanId { get; init; }
}
