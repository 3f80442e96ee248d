using TraceKit.Contract;

namespace TraceKit.Tools;

/// <summary>A model asked for a tool and nothing shows that it ran.</summary>
public sealed record ToolCallUnresolved : ITraceEvent<ToolCallUnresolved>
{
    /// <inheritdoc/>
    public static TraceEventType<ToolCallUnresolved> EventType { get; } = new("tool_call_unresolved", 1, EventsJson.Default.ToolCallUnresolved, "tool");

    /// <summary>Id of the call.</summary>
    public required string CallId { get; init; }

    /// <summary>Name of the tool.</summary>
    public required string Name { get; init; }

    /// <summary>Conversation that the call belongs to. Default: none.</summary>
    public string? Conversation { get; init; }

    /// <summary>Why nothing is known. Default: not known.</summary>
    public string? Reason { get; init; }
}
