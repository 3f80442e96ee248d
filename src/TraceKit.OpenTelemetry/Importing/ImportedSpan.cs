using TraceKit.OpenTelemetry.Spans;
using TraceKit.RunFiles;

namespace TraceKit.OpenTelemetry.Importing;

/// <summary>A span of a file, and the bytes that it was read from.</summary>
/// <param name="Span">The span.</param>
/// <param name="Origin">Its bytes; every event that is made of the span carries them.</param>
public sealed record ImportedSpan(SpanRecord Span, EventOrigin Origin);
