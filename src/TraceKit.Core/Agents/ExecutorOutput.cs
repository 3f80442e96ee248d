using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The action that answers an <see cref="ExecutorInput"/>.</summary>
public sealed record ExecutorOutput : ITraceEvent<ExecutorOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<ExecutorOutput> EventType { get; } = new("executor_output", 1, EventsJson.Default.ExecutorOutput, "executor");

    /// <summary>The action.</summary>
    public required AgentAction Action { get; init; }
}
