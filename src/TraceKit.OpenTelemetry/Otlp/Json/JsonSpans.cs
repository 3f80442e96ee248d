using System.Diagnostics;
using System.Text.Json;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads one span.</summary>
internal static class JsonSpans
{
    private static readonly string[] KindNames = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
    private static readonly string[] StatusNames = ["UNSET", "OK", "ERROR"];

    /// <summary>The span that the reader stands at, or null, with a finding, when it has no valid ids.</summary>
    public static SpanRecord? Span(ref Utf8JsonReader json, OtlpFindings findings)
    {
        long at = json.TokenStartIndex;
        var span = new SpanParts();
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            Take(ref json, findings, member, span);
        }

        if (span.TraceId is null || span.SpanId is null)
        {
            findings.Error(OtlpRules.NoId, at, $"a span has no valid {(span.TraceId is null ? "traceId" : "spanId")}; it is not taken");
            return null;
        }

        return span.ToRecord();
    }

    private static void Take(ref Utf8JsonReader json, OtlpFindings findings, OtlpMember member, SpanParts span)
    {
        switch (member)
        {
            case OtlpMember.TraceId:
                span.TraceId = JsonIds.Read(ref json, findings, "traceId", JsonIds.TraceDigits);
                break;
            case OtlpMember.SpanId:
                span.SpanId = JsonIds.Read(ref json, findings, "spanId", JsonIds.SpanDigits);
                break;
            case OtlpMember.ParentSpanId:
                span.ParentSpanId = JsonIds.Read(ref json, findings, "parentSpanId", JsonIds.SpanDigits);
                break;
            case OtlpMember.TraceState:
                span.TraceState = JsonScalars.Optional(ref json, findings, "traceState");
                break;
            case OtlpMember.Flags:
                span.Flags = (uint)JsonScalars.Whole(ref json, findings, "flags", uint.MaxValue);
                break;
            case OtlpMember.Name:
                span.Name = JsonScalars.Text(ref json, findings, "name");
                break;
            case OtlpMember.Kind:
                span.Kind = OtlpKinds.ToActivity(JsonScalars.Enumeration(ref json, findings, "kind", KindNames.Length - 1, "SPAN_KIND_", KindNames));
                break;
            case OtlpMember.StartTimeUnixNano:
                span.Start = JsonScalars.Whole(ref json, findings, "startTimeUnixNano");
                break;
            case OtlpMember.EndTimeUnixNano:
                span.End = JsonScalars.Whole(ref json, findings, "endTimeUnixNano");
                break;
            case OtlpMember.Attributes:
                span.Attributes = JsonValues.Attributes(ref json, findings);
                break;
            case OtlpMember.DroppedAttributesCount:
                span.Loss = span.Loss with { Attributes = JsonScopes.Count(ref json, findings, "droppedAttributesCount") };
                break;
            case OtlpMember.Events:
                span.Events = Events(ref json, findings);
                break;
            case OtlpMember.DroppedEventsCount:
                span.Loss = span.Loss with { Events = JsonScopes.Count(ref json, findings, "droppedEventsCount") };
                break;
            case OtlpMember.Links:
                span.Links = Links(ref json, findings);
                break;
            case OtlpMember.DroppedLinksCount:
                span.Loss = span.Loss with { Links = JsonScopes.Count(ref json, findings, "droppedLinksCount") };
                break;
            case OtlpMember.Status:
                Status(ref json, findings, span);
                break;
            default:
                JsonMembers.PassOver(ref json, findings, member);
                break;
        }
    }

    private static void Status(ref Utf8JsonReader json, OtlpFindings findings, SpanParts span)
    {
        if (!JsonValues.IsObject(ref json, findings, "status"))
        {
            return;
        }

        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Code:
                    span.Status = (ActivityStatusCode)JsonScalars.Enumeration(ref json, findings, "code", StatusNames.Length - 1, "STATUS_CODE_", StatusNames);
                    break;
                case OtlpMember.Message:
                    span.StatusMessage = JsonScalars.Optional(ref json, findings, "message");
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }
    }

    private static SpanEvent[] Events(ref Utf8JsonReader json, OtlpFindings findings)
    {
        if (!JsonValues.IsArray(ref json, findings, "events"))
        {
            return [];
        }

        List<SpanEvent> events = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (JsonValues.IsObject(ref json, findings, "events"))
            {
                events.Add(Event(ref json, findings));
            }
        }

        return [.. events];
    }

    private static SpanEvent Event(ref Utf8JsonReader json, OtlpFindings findings)
    {
        var happened = new SpanEvent(string.Empty, 0, []);
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Name:
                    happened = happened with { Name = JsonScalars.Text(ref json, findings, "name") };
                    break;
                case OtlpMember.TimeUnixNano:
                    happened = happened with { UnixNano = JsonScalars.Whole(ref json, findings, "timeUnixNano") };
                    break;
                case OtlpMember.Attributes:
                    happened = happened with { Attributes = JsonValues.Attributes(ref json, findings) };
                    break;
                case OtlpMember.DroppedAttributesCount:
                    happened = happened with { DroppedAttributes = JsonScopes.Count(ref json, findings, "droppedAttributesCount") };
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        return happened;
    }

    private static SpanLink[] Links(ref Utf8JsonReader json, OtlpFindings findings)
    {
        if (!JsonValues.IsArray(ref json, findings, "links"))
        {
            return [];
        }

        List<SpanLink> links = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (JsonValues.IsObject(ref json, findings, "links") && Link(ref json, findings) is { } link)
            {
                links.Add(link);
            }
        }

        return [.. links];
    }

    private static SpanLink? Link(ref Utf8JsonReader json, OtlpFindings findings)
    {
        long at = json.TokenStartIndex;
        string? traceId = null;
        string? spanId = null;
        var link = new SpanLink(string.Empty, string.Empty, []);
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.TraceId:
                    traceId = JsonIds.Read(ref json, findings, "traceId", JsonIds.TraceDigits);
                    break;
                case OtlpMember.SpanId:
                    spanId = JsonIds.Read(ref json, findings, "spanId", JsonIds.SpanDigits);
                    break;
                case OtlpMember.TraceState:
                    link = link with { TraceState = JsonScalars.Optional(ref json, findings, "traceState") };
                    break;
                case OtlpMember.Flags:
                    link = link with { Flags = (uint)JsonScalars.Whole(ref json, findings, "flags", uint.MaxValue) };
                    break;
                case OtlpMember.Attributes:
                    link = link with { Attributes = JsonValues.Attributes(ref json, findings) };
                    break;
                case OtlpMember.DroppedAttributesCount:
                    link = link with { DroppedAttributes = JsonScopes.Count(ref json, findings, "droppedAttributesCount") };
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        if (traceId is not null && spanId is not null)
        {
            return link with { TraceId = traceId, SpanId = spanId };
        }

        findings.Error(OtlpRules.NoId, at, $"a link has no valid {(traceId is null ? "traceId" : "spanId")}; it is not taken");
        return null;
    }
}
