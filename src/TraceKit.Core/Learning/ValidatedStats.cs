using TraceKit.Contract;

namespace TraceKit.Learning;

/// <summary>Each rule was measured by itself once more, so that its numbers are of the rules as they are now.</summary>
public sealed record ValidatedStats : ITraceEvent<ValidatedStats>
{
    /// <inheritdoc/>
    public static TraceEventType<ValidatedStats> EventType { get; } = new("validated_stats", 1, EventsJson.Default.ValidatedStats, "learner");

    /// <summary>Whether on held-out examples; if not, on training examples. Default: not recorded.</summary>
    public bool? OnDev { get; init; }

    /// <summary>The rules and their numbers.</summary>
    public required IReadOnlyList<RuleStats> Rules { get; init; }
}
