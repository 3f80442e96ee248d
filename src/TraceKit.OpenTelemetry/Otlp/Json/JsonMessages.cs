using System.Text.Json;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads requests: their resources, scopes, spans and log records, in any order of their members.</summary>
internal sealed class JsonMessages(OtlpFindings findings)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = OtlpLimits.JsonDepth, AllowMultipleValues = true };

    private readonly List<Pending> _ofResource = [];
    private readonly List<Pending> _ofScope = [];
    private List<OtlpItem> _items = [];
    private long _messages;
    private long _refused;
    private bool _isMetrics;

    public OtlpCounts Counts { get; private set; }

    /// <summary>Reads a chunk, which holds any number of requests.</summary>
    /// <exception cref="JsonException">It is not JSON; nothing of it is taken.</exception>
    public IReadOnlyList<OtlpItem> Read(OtlpChunk chunk)
    {
        findings.Chunk = chunk;
        (_items, _messages, _refused) = ([], 0, 0);
        _ofResource.Clear();
        _ofScope.Clear();
        var json = new Utf8JsonReader(chunk.Bytes.Span, Options);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartArray)
            {
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    Request(ref json);
                }
            }
            else
            {
                Request(ref json);
            }
        }

        int spans = _items.Count(item => item.Span is not null);
        OtlpCounts before = Counts;
        Counts = new OtlpCounts(before.Messages + _messages, before.Spans + spans, before.Logs + _items.Count - spans, before.Refused + _refused);
        return _items;
    }

    private void Request(ref Utf8JsonReader json)
    {
        if (!JsonValues.IsObject(ref json, findings, "a request"))
        {
            return;
        }

        _messages++;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.ResourceSpans:
                    Each(ref json, "resourceSpans", isSpans: true, Resource);
                    break;
                case OtlpMember.ResourceLogs:
                    Each(ref json, "resourceLogs", isSpans: false, Resource);
                    break;
                case OtlpMember.ResourceMetrics:
                    Metrics(ref json);
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }
    }

    private void Metrics(ref Utf8JsonReader json)
    {
        if (!_isMetrics)
        {
            _isMetrics = true;
            findings.Info(OtlpRules.Metrics, json.TokenStartIndex, "metrics are passed over, here and in the rest of the file");
        }

        json.Skip();
    }

    private void Resource(ref Utf8JsonReader json, bool isSpans)
    {
        SpanResource resource = SpanResource.Unknown;
        string? schema = null;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Resource:
                    resource = JsonScopes.Resource(ref json, findings);
                    break;
                case OtlpMember.SchemaUrl:
                    schema = JsonScalars.Optional(ref json, findings, "schemaUrl");
                    break;
                case OtlpMember.ScopeSpans or OtlpMember.InstrumentationLibrarySpans when isSpans:
                    Each(ref json, "scopeSpans", isSpans, Scope);
                    break;
                case OtlpMember.ScopeLogs or OtlpMember.InstrumentationLibraryLogs when !isSpans:
                    Each(ref json, "scopeLogs", isSpans, Scope);
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        resource = schema is null ? resource : resource with { Schema = schema };
        foreach (Pending pending in _ofResource)
        {
            _items.Add(pending.Within(resource, findings.Chunk));
        }

        _ofResource.Clear();
    }

    private void Scope(ref Utf8JsonReader json, bool isSpans)
    {
        SpanScope scope = SpanScope.Unknown;
        string? schema = null;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Scope or OtlpMember.InstrumentationLibrary:
                    scope = JsonScopes.Scope(ref json, findings);
                    break;
                case OtlpMember.SchemaUrl:
                    schema = JsonScalars.Optional(ref json, findings, "schemaUrl");
                    break;
                case OtlpMember.Spans when isSpans:
                    Each(ref json, "spans", isSpans, Item);
                    break;
                case OtlpMember.LogRecords when !isSpans:
                    Each(ref json, "logRecords", isSpans, Item);
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        scope = schema is null ? scope : scope with { Schema = schema };
        foreach (Pending pending in _ofScope)
        {
            _ofResource.Add(pending with { Scope = scope });
        }

        _ofScope.Clear();
    }

    private void Item(ref Utf8JsonReader json, bool isSpans)
    {
        int start = (int)json.TokenStartIndex;
        SpanRecord? span = isSpans ? JsonSpans.Span(ref json, findings) : null;
        SpanLog? log = isSpans ? null : JsonLogs.Log(ref json, findings);
        if (span is null && log is null)
        {
            _refused++;
        }
        else
        {
            _ofScope.Add(new Pending(span, log, SpanScope.Unknown, findings.Chunk.Place(start).Line, start, (int)json.BytesConsumed));
        }
    }

    private void Each(ref Utf8JsonReader json, string member, bool isSpans, ReadOne read)
    {
        if (!JsonValues.IsArray(ref json, findings, member))
        {
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (JsonValues.IsObject(ref json, findings, member))
            {
                read(ref json, isSpans);
            }
            else
            {
                _refused += member is "spans" or "logRecords" ? 1 : 0;
            }
        }
    }

    private delegate void ReadOne(ref Utf8JsonReader json, bool isSpans);

    /// <summary>What was read, while what stands around it may still come.</summary>
    private readonly record struct Pending(SpanRecord? Span, SpanLog? Log, SpanScope Scope, long Line, int Start, int End)
    {
        public OtlpItem Within(SpanResource resource, OtlpChunk chunk) => new(
            Span is null ? null : Span with { Scope = Scope, Resource = resource },
            Log is null ? null : Log with { Scope = Scope, Resource = resource },
            Line,
            chunk.Offset + Start,
            chunk.Bytes[Start..End]);
    }
}
