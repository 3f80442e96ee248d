namespace TraceKit.OpenTelemetry.Spans;

/// <summary>Something that happened at one moment of a span.</summary>
/// <param name="Name">Its name, such as <c>exception</c> or <c>gen_ai.choice</c>.</param>
/// <param name="UnixNano">When, in nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Attributes">Its attributes, with values as those of a <see cref="SpanRecord"/>.</param>
public sealed record SpanEvent(string Name, long UnixNano, IReadOnlyList<KeyValuePair<string, object?>> Attributes)
{
    /// <summary>How many of its attributes were dropped before it came here. Default: 0.</summary>
    public int DroppedAttributes { get; init; }
}
