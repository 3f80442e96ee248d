namespace TraceKit.OpenTelemetry.Spans;

/// <summary>Points from a span to another, such as from a new plan to the one that it replaces.</summary>
/// <param name="TraceId">Trace of the other span: 32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">The other span: 16 lower-case hexadecimal digits.</param>
/// <param name="Attributes">Its attributes, with values as those of a <see cref="SpanRecord"/>.</param>
public sealed record SpanLink(string TraceId, string SpanId, IReadOnlyList<KeyValuePair<string, object?>> Attributes)
{
    /// <summary>The other span's W3C trace state. Default: none.</summary>
    public string? TraceState { get; init; }

    /// <summary>The W3C trace flags of the other span and OTLP's flags above them. Default: 0.</summary>
    public uint Flags { get; init; }

    /// <summary>How many of its attributes were dropped before it came here. Default: 0.</summary>
    public int DroppedAttributes { get; init; }
}
