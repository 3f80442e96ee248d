using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The episode is over, with its result and its numbers.</summary>
public sealed record EpisodeEnd : ITraceEvent<EpisodeEnd>
{
    /// <inheritdoc/>
    public static TraceEventType<EpisodeEnd> EventType { get; } = new("episode_end", 1, EventsJson.Default.EpisodeEnd, "orchestrator");

    /// <summary>Whether it succeeded, as <see cref="SuccessSource"/> says.</summary>
    public required bool Success { get; init; }

    /// <summary>Who says so.</summary>
    public required SuccessSource SuccessSource { get; init; }

    /// <summary>The final answer. Default: none.</summary>
    public string? FinalAnswer { get; init; }

    /// <summary>Numbers of the episode, such as <c>step_count</c> or <c>replans</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
}
