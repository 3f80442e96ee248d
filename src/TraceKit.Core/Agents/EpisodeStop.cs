using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The loop was stopped from outside the agent's own choice.</summary>
public sealed record EpisodeStop : ITraceEvent<EpisodeStop>
{
    /// <inheritdoc/>
    public static TraceEventType<EpisodeStop> EventType { get; } = new("episode_stop", 1, EventsJson.Default.EpisodeStop, "orchestrator");

    /// <summary>A stable word such as <c>max_steps_reached</c>.</summary>
    [NotEmpty]
    public required string Reason { get; init; }

    /// <summary>The limit that was hit. Default: no such limit.</summary>
    [Range(0, int.MaxValue)]
    public int? MaxSteps { get; init; }
}
