using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using TraceKit.Contract;

namespace TraceKit.Tracing;

/// <summary>A span that another library made, with everything of it that no other event of the run says.</summary>
/// <remarks>
/// One is written for each span that was captured or imported. Typed events that were made of the span carry the same <c>span_id</c> in
/// their envelope and follow it; together they hold the whole span.
/// </remarks>
public sealed record ForeignSpan : ITraceEvent<ForeignSpan>
{
    /// <inheritdoc/>
    public static TraceEventType<ForeignSpan> EventType { get; } = new("foreign_span", 1, EventsJson.Default.ForeignSpan);

    /// <summary>What made the span, such as <c>Experimental.Microsoft.Extensions.AI</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Version of the source. Default: not known.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>Name of the span, such as <c>chat gpt-4o</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>internal</c>, <c>server</c>, <c>client</c>, <c>producer</c> or <c>consumer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of its trace: 32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>Id of the span that it names as its parent. Default: none; the envelope says where it stands after repair.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took in milliseconds. Default: it never ended, or the run ended before it.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }

    /// <summary><c>ok</c> or <c>error</c>. Default: it says neither.</summary>
    public string? Status { get; init; }

    /// <summary>What its status says. Default: nothing.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>What the span's names were understood as, such as <c>genai</c>, <c>openinference</c>, <c>traceloop</c>; the first is the one that counts. Default: nothing was understood.</summary>
    public IReadOnlyList<string>? Dialects { get; init; }

    /// <summary>Why no typed event was made of it although it was understood: <c>recorded_by_wrapper</c>, <c>part_of</c> and the span, or <c>same_response</c>. Default: there is no such reason.</summary>
    public string? Untold { get; init; }

    /// <summary>What was understood and has no place in a typed event, by the names of the GenAI conventions without <c>gen_ai.</c>. Default: nothing.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Known { get; init; }

    /// <summary>Attributes that no other event says, by their own names; of a name that is there twice, the values as a list under <c>name#2</c>, <c>name#3</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>Events of the span that no other event says. Default: none.</summary>
    public IReadOnlyList<ForeignSpanEvent>? Events { get; init; }

    /// <summary>Links to other spans. Default: none.</summary>
    public IReadOnlyList<ForeignSpanLink>? Links { get; init; }

    /// <summary>What is missing of it or was lost on the way, each a stable word, with the place after a colon: <c>content_not_captured</c>, <c>not_json:gen_ai.input.messages</c>, <c>attributes_dropped:3</c>. Default: nothing.</summary>
    public IReadOnlyList<string>? Losses { get; init; }
}
