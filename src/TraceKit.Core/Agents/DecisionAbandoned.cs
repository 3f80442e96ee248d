using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>A decision ended without an answer: the pair is closed and never becomes a row.</summary>
public sealed record DecisionAbandoned : ITraceEvent<DecisionAbandoned>
{
    /// <inheritdoc/>
    public static TraceEventType<DecisionAbandoned> EventType { get; } = new("decision_abandoned", 1, EventsJson.Default.DecisionAbandoned);

    /// <summary>Wire name of the input that stays unanswered.</summary>
    [NotEmpty]
    public required string InputType { get; init; }

    /// <summary>Why, such as <c>disposed</c>. Default: not stated.</summary>
    public string? Reason { get; init; }

    /// <summary>The failure that ended it. Default: none.</summary>
    public ErrorDetail? Error { get; init; }
}
