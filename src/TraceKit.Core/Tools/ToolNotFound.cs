using TraceKit.Contract;

namespace TraceKit.Tools;

/// <summary>A model asked for a tool that does not exist.</summary>
public sealed record ToolNotFound : ITraceEvent<ToolNotFound>
{
    /// <inheritdoc/>
    public static TraceEventType<ToolNotFound> EventType { get; } = new("tool_not_found", 1, EventsJson.Default.ToolNotFound, "tool");

    /// <summary>Id of the call.</summary>
    public required string CallId { get; init; }

    /// <summary>The name that the model made up.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments as the model wrote them.</summary>
    public required string Arguments { get; init; }

    /// <summary>Conversation that the call belongs to. Default: none.</summary>
    public string? Conversation { get; init; }

    /// <summary>Names of the tools that there are. Default: empty.</summary>
    public IReadOnlyList<string> Available { get; init => field = value ?? []; } = [];
}
