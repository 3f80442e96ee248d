namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>What a reader of OTLP/JSON has met so far.</summary>
/// <param name="Messages">Requests: lines, or documents.</param>
/// <param name="Spans">Spans that were taken.</param>
/// <param name="Logs">Log records that were taken.</param>
/// <param name="Refused">Spans and log records that were not, each with a finding; what a broken line held is not known and not counted.</param>
public readonly record struct OtlpCounts(long Messages, long Spans, long Logs, long Refused);
