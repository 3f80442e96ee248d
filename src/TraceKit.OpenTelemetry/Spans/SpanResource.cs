namespace TraceKit.OpenTelemetry.Spans;

/// <summary>The program that spans are of.</summary>
/// <param name="Attributes">Its attributes, such as <c>service.name</c>, with values as those of a <see cref="SpanRecord"/>.</param>
/// <param name="Schema">The version of the conventions that it says it follows, or null.</param>
public sealed record SpanResource(IReadOnlyList<KeyValuePair<string, object?>> Attributes, string? Schema = null)
{
    /// <summary>Nothing is known.</summary>
    public static SpanResource Unknown { get; } = new([]);

    /// <summary>How many of its attributes were dropped before it came here. Default: 0.</summary>
    public int DroppedAttributes { get; init; }
}
