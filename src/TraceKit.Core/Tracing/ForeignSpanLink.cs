using System.Text.Json;

namespace TraceKit.Tracing;

/// <summary>Points from a foreign span to another.</summary>
public sealed record ForeignSpanLink
{
    /// <summary>Trace of the other span: 32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The other span: 16 lower-case hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>Its attributes. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
