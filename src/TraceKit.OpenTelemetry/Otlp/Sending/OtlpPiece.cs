using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>An encoded span or log record, on its way into a request.</summary>
/// <param name="Bytes">Its message, without what stands around it.</param>
/// <param name="Resource">The resource that it is of.</param>
/// <param name="Scope">The scope that made it.</param>
/// <param name="Address">What a report calls it.</param>
internal sealed record OtlpPiece(byte[] Bytes, SpanResource Resource, SpanScope Scope, string Address);
