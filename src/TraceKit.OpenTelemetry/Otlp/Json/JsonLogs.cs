using System.Text.Json;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads one log record.</summary>
internal static class JsonLogs
{
    private static readonly string[] SeverityNames =
    [
        "UNSPECIFIED", "TRACE", "TRACE2", "TRACE3", "TRACE4", "DEBUG", "DEBUG2", "DEBUG3", "DEBUG4", "INFO", "INFO2", "INFO3", "INFO4",
        "WARN", "WARN2", "WARN3", "WARN4", "ERROR", "ERROR2", "ERROR3", "ERROR4", "FATAL", "FATAL2", "FATAL3", "FATAL4",
    ];

    public static SpanLog Log(ref Utf8JsonReader json, OtlpFindings findings)
    {
        var log = new SpanLog { UnixNano = 0 };
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            log = Take(ref json, findings, member, log);
        }

        return log;
    }

    private static SpanLog Take(ref Utf8JsonReader json, OtlpFindings findings, OtlpMember member, SpanLog log)
    {
        switch (member)
        {
            case OtlpMember.TimeUnixNano:
                return log with { UnixNano = JsonScalars.Whole(ref json, findings, "timeUnixNano") };
            case OtlpMember.ObservedTimeUnixNano:
                return log with { ObservedUnixNano = JsonScalars.Whole(ref json, findings, "observedTimeUnixNano") };
            case OtlpMember.SeverityNumber:
                return log with { Severity = JsonScalars.Enumeration(ref json, findings, "severityNumber", SeverityNames.Length - 1, "SEVERITY_NUMBER_", SeverityNames) };
            case OtlpMember.SeverityText:
                return log with { SeverityText = JsonScalars.Optional(ref json, findings, "severityText") };
            case OtlpMember.EventName:
                return log with { EventName = JsonScalars.Optional(ref json, findings, "eventName") };
            case OtlpMember.Body:
                return log with { Body = JsonValues.Value(ref json, findings, depth: 1) };
            case OtlpMember.Attributes:
                return log with { Attributes = JsonValues.Attributes(ref json, findings) };
            case OtlpMember.DroppedAttributesCount:
                return log with { DroppedAttributes = JsonScopes.Count(ref json, findings, "droppedAttributesCount") };
            case OtlpMember.Flags:
                return log with { Flags = (uint)JsonScalars.Whole(ref json, findings, "flags", uint.MaxValue) };
            case OtlpMember.TraceId:
                return log with { TraceId = JsonIds.Read(ref json, findings, "traceId", JsonIds.TraceDigits) };
            case OtlpMember.SpanId:
                return log with { SpanId = JsonIds.Read(ref json, findings, "spanId", JsonIds.SpanDigits) };
            default:
                JsonMembers.PassOver(ref json, findings, member);
                return log;
        }
    }
}
