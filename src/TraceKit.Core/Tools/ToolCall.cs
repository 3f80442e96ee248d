using TraceKit.Contract;

namespace TraceKit.Tools;

/// <summary>A tool is about to run.</summary>
public sealed record ToolCall : IDecisionInput<ToolCall, ToolResult>
{
    /// <inheritdoc/>
    public static TraceEventType<ToolCall> EventType { get; } = new("tool_call", 1, EventsJson.Default.ToolCall, "tool");

    /// <summary>Id of the call: the provider's where a model asked for it.</summary>
    public required string CallId { get; init; }

    /// <summary>Name of the tool.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments as text, as the model wrote them.</summary>
    public required string Arguments { get; init; }

    /// <summary><c>serialized</c> when the text was written again from parsed arguments, <c>lost</c> when there was none. Default: as received.</summary>
    public string? ArgumentsForm { get; init; }

    /// <summary>Conversation that the call belongs to. Default: none.</summary>
    public string? Conversation { get; init; }
}
