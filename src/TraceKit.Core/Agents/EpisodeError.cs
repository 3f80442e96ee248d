using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The episode broke; a run that has one is a failed run and stays in the data as such.</summary>
public sealed record EpisodeError : ITraceEvent<EpisodeError>
{
    /// <inheritdoc/>
    public static TraceEventType<EpisodeError> EventType { get; } = new("episode_error", 1, EventsJson.Default.EpisodeError, "orchestrator");

    /// <summary>What went wrong.</summary>
    public required ErrorDetail Error { get; init; }

    /// <summary>Where in the loop, such as <c>reset</c> or <c>planner</c>. Default: not known.</summary>
    public string? Stage { get; init; }
}
