using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>A span as typed events, and the rest of it.</summary>
internal sealed record SpanReading
{
    /// <summary>The span.</summary>
    public required SpanRecord Span { get; init; }

    /// <summary>What the typed events do not say.</summary>
    public required ForeignSpan Rest { get; init; }

    /// <summary>The operation, such as <c>chat</c>. Default: not understood.</summary>
    public string? Operation { get; init; }

    /// <summary>The conversation, where the program names one. Default: none.</summary>
    public string? Conversation { get; init; }

    /// <summary>It is a call of a model. Default: it is not.</summary>
    public LlmCall? Call { get; init; }

    /// <summary>It is a call of a tool. Default: it is not.</summary>
    public ToolCall? Tool { get; init; }

    /// <summary>What the tool gave. Default: it is no call of a tool, or it never ended.</summary>
    public ToolResult? Result { get; init; }

    /// <summary>It is another step. Default: it is not.</summary>
    public Operation? Step { get; init; }

    /// <summary>How the other step ended.</summary>
    public OperationResult? StepResult { get; init; }

    /// <summary>Judgements that it carries. Default: none.</summary>
    public IReadOnlyList<Label> Labels { get; init; } = [];

    /// <summary>Whether it ended.</summary>
    public bool HasEnded => Span.EndUnixNano > 0;
}
