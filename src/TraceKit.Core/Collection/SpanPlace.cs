using TraceKit.RunFiles;

namespace TraceKit.Collection;

/// <summary>Where an event stands that is made of a span.</summary>
/// <param name="SpanId">The span.</param>
/// <param name="ParentSpanId">The span around it. Default: that of the run or decision.</param>
/// <param name="Answers">The <c>seq</c> of the input that the event answers. Default: none.</param>
/// <param name="Origin">The foreign bytes. Default: it is recorded live.</param>
internal readonly record struct SpanPlace(string SpanId, string? ParentSpanId, long? Answers = null, EventOrigin? Origin = null);
