using System.Text.Json;

namespace TraceKit.Tracing;

/// <summary>Something that happened at one moment of a foreign span.</summary>
public sealed record ForeignSpanEvent
{
    /// <summary>Its name, such as <c>exception</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its attributes. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
