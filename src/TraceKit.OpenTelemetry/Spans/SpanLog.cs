namespace TraceKit.OpenTelemetry.Spans;

/// <summary>A log record of OpenTelemetry, such as the event <c>gen_ai.evaluation.result</c> that judges a span.</summary>
public sealed record SpanLog
{
    /// <summary>Name of the event, such as <c>gen_ai.evaluation.result</c>. Default: it is a plain log record.</summary>
    public string? EventName { get; init; }

    /// <summary>When it happened, in nanoseconds since 1970-01-01 UTC; 0 when unknown.</summary>
    public required long UnixNano { get; init; }

    /// <summary>When it was noticed, in nanoseconds since 1970-01-01 UTC. Default: 0, unknown.</summary>
    public long ObservedUnixNano { get; init; }

    /// <summary>OpenTelemetry's severity number, 1 (trace) to 24 (fatal). Default: 0, none.</summary>
    public int Severity { get; init; }

    /// <summary>The severity in the source's own words. Default: none.</summary>
    public string? SeverityText { get; init; }

    /// <summary>The trace that it belongs to: 32 lower-case hexadecimal digits. Default: none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span that it is about: 16 lower-case hexadecimal digits. Default: none.</summary>
    public string? SpanId { get; init; }

    /// <summary>The W3C trace flags. Default: 0.</summary>
    public uint Flags { get; init; }

    /// <summary>What it says, a value as those of attributes. Default: nothing.</summary>
    public object? Body { get; init; }

    /// <summary>Its attributes, in the order of writing, with values as those of a <see cref="SpanRecord"/>. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    /// <summary>What made it. Default: unknown.</summary>
    public SpanScope Scope { get; init; } = SpanScope.Unknown;

    /// <summary>The program that it is of. Default: unknown.</summary>
    public SpanResource Resource { get; init; } = SpanResource.Unknown;

    /// <summary>How many of its attributes were dropped before it came here. Default: 0.</summary>
    public int DroppedAttributes { get; init; }
}
