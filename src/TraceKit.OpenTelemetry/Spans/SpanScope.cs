namespace TraceKit.OpenTelemetry.Spans;

/// <summary>What made a span: the name of its source, such as <c>Experimental.Microsoft.Extensions.AI</c>.</summary>
/// <param name="Name">Name of the source; empty when unknown.</param>
/// <param name="Version">Version of the source, or null.</param>
/// <param name="Schema">The version of the conventions that it says it follows, or null.</param>
public sealed record SpanScope(string Name, string? Version = null, string? Schema = null)
{
    /// <summary>Nothing is known.</summary>
    public static SpanScope Unknown { get; } = new(string.Empty);

    /// <summary>The scope's own attributes. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    /// <summary>How many of its attributes were dropped before it came here. Default: 0.</summary>
    public int DroppedAttributes { get; init; }
}
