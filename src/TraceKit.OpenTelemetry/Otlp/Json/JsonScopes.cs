using System.Text.Json;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads what stands around spans and log records: resources and scopes, in any order of their members.</summary>
internal static class JsonScopes
{
    public static SpanResource Resource(ref Utf8JsonReader json, OtlpFindings findings)
    {
        SpanResource resource = SpanResource.Unknown;
        if (!JsonValues.IsObject(ref json, findings, "resource"))
        {
            return resource;
        }

        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Attributes:
                    resource = resource with { Attributes = JsonValues.Attributes(ref json, findings) };
                    break;
                case OtlpMember.DroppedAttributesCount:
                    resource = resource with { DroppedAttributes = Count(ref json, findings, "droppedAttributesCount") };
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        return resource;
    }

    public static SpanScope Scope(ref Utf8JsonReader json, OtlpFindings findings)
    {
        SpanScope scope = SpanScope.Unknown;
        if (!JsonValues.IsObject(ref json, findings, "scope"))
        {
            return scope;
        }

        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Name:
                    scope = scope with { Name = JsonScalars.Text(ref json, findings, "name") };
                    break;
                case OtlpMember.Version:
                    scope = scope with { Version = JsonScalars.Optional(ref json, findings, "version") };
                    break;
                case OtlpMember.Attributes:
                    scope = scope with { Attributes = JsonValues.Attributes(ref json, findings) };
                    break;
                case OtlpMember.DroppedAttributesCount:
                    scope = scope with { DroppedAttributes = Count(ref json, findings, "droppedAttributesCount") };
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        return scope;
    }

    /// <summary>How many of something were dropped.</summary>
    public static int Count(ref Utf8JsonReader json, OtlpFindings findings, string member) => (int)JsonScalars.Whole(ref json, findings, member, int.MaxValue);
}
