using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The orchestrator moved from one state to another; the sequence must be reproducible from the events.</summary>
public sealed record StateTransition : ITraceEvent<StateTransition>
{
    /// <inheritdoc/>
    public static TraceEventType<StateTransition> EventType { get; } = new("state_transition", 1, EventsJson.Default.StateTransition, "orchestrator");

    /// <summary>State before.</summary>
    [NotEmpty]
    public required string From { get; init; }

    /// <summary>State after.</summary>
    [NotEmpty]
    public required string To { get; init; }

    /// <summary>Why. Default: not stated.</summary>
    public string? Reason { get; init; }
}
