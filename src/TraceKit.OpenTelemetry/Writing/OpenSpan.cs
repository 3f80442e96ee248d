using System.Diagnostics;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>A span in the making, of a run file.</summary>
internal sealed class OpenSpan(string spanId, string? parentSpanId, SpanHead head, ToldSpan told, long start)
{
    private long _end;
    private string? _error;

    public string SpanId => spanId;

    public ToldSpan Told => told;

    public List<KeyValuePair<string, object?>> Attributes { get; } = [.. head.Tags];

    public List<SpanEvent> Events { get; } = [];

    public bool IsClosed { get; private set; }

    public void Close(IReadOnlyList<KeyValuePair<string, object?>> attributes, string? error, long end)
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        Attributes.AddRange(attributes);
        if (error is not null)
        {
            Attributes.Add(new(SpanError.Tag, error));
        }

        _error = error;
        _end = end;
    }

    public SpanRecord ToRecord(string traceId, SpanScope scope, SpanResource resource) => new()
    {
        TraceId = traceId,
        SpanId = spanId,
        ParentSpanId = parentSpanId,
        Name = head.Name,
        Kind = head.Kind,
        StartUnixNano = start,
        EndUnixNano = _end,
        Status = _error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error,
        Attributes = Attributes,
        Events = Events,
        Links = [.. (head.Links ?? []).Select(link => new SpanLink(link.Context.TraceId.ToHexString(), link.Context.SpanId.ToHexString(), [.. link.Tags ?? []]))],
        Scope = scope,
        Resource = resource,
    };
}
