using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Spans;

/// <summary>A finished span, whoever made it: an activity of this process, a line of an OTLP/JSON file, or the part of a run that it shows.</summary>
/// <remarks>
/// Values of attributes are <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <c>byte[]</c>, an
/// <see cref="IReadOnlyList{T}"/> of such values, an <see cref="IReadOnlyList{T}"/> of pairs (a map), or null; other CLR types are made one of these
/// where the record is made.
/// </remarks>
public sealed record SpanRecord
{
    /// <summary>Id of the trace: 32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>Id of the span: 16 lower-case hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>Id of the span around it. Default: none, it is the root of its trace.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>The W3C trace state. Default: none.</summary>
    public string? TraceState { get; init; }

    /// <summary>The W3C trace flags and OTLP's flags above them. Default: 0.</summary>
    public uint Flags { get; init; }

    /// <summary>Its name, such as <c>chat gpt-4o</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind. Default: <see cref="ActivityKind.Internal"/>.</summary>
    public ActivityKind Kind { get; init; }

    /// <summary>Start in nanoseconds since 1970-01-01 UTC.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>End in nanoseconds since 1970-01-01 UTC; 0 when it never ended.</summary>
    public required long EndUnixNano { get; init; }

    /// <summary>How it ended. Default: <see cref="ActivityStatusCode.Unset"/>.</summary>
    public ActivityStatusCode Status { get; init; }

    /// <summary>What its status says. Default: nothing.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Its attributes, in the order of writing. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    /// <summary>Its events, in the order of writing. Default: none.</summary>
    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    /// <summary>Its links to other spans. Default: none.</summary>
    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>What made it. Default: unknown.</summary>
    public SpanScope Scope { get; init; } = SpanScope.Unknown;

    /// <summary>The program that it is of. Default: unknown.</summary>
    public SpanResource Resource { get; init; } = SpanResource.Unknown;

    /// <summary>How many of its attributes, events and links were dropped before it came here.</summary>
    public SpanLoss Loss { get; init; }
}
