using System.Diagnostics;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>A span while it is read: its members come in any order.</summary>
internal sealed class SpanParts
{
    public string? TraceId { get; set; }

    public string? SpanId { get; set; }

    public string? ParentSpanId { get; set; }

    public string? TraceState { get; set; }

    public uint Flags { get; set; }

    public string Name { get; set; } = string.Empty;

    public ActivityKind Kind { get; set; }

    public long Start { get; set; }

    public long End { get; set; }

    public ActivityStatusCode Status { get; set; }

    public string? StatusMessage { get; set; }

    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; set; } = [];

    public IReadOnlyList<SpanEvent> Events { get; set; } = [];

    public IReadOnlyList<SpanLink> Links { get; set; } = [];

    public SpanLoss Loss { get; set; }

    public SpanRecord ToRecord() => new()
    {
        TraceId = TraceId!,
        SpanId = SpanId!,
        ParentSpanId = ParentSpanId,
        TraceState = TraceState,
        Flags = Flags,
        Name = Name,
        Kind = Kind,
        StartUnixNano = Start,
        EndUnixNano = End,
        Status = Status,
        StatusMessage = StatusMessage,
        Attributes = Attributes,
        Events = Events,
        Links = Links,
        Loss = Loss,
    };
}
