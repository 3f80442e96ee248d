using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Agents;

/// <summary>The verdict that answers a <see cref="CriticInput"/>; compared with the outcome it becomes a label of the critic itself.</summary>
public sealed record CriticOutput : ITraceEvent<CriticOutput>
{
    /// <inheritdoc/>
    public static TraceEventType<CriticOutput> EventType { get; } = new("critic_output", 1, EventsJson.Default.CriticOutput, "critic");

    /// <summary><c>continue</c>, <c>replan</c> or <c>end</c>.</summary>
    [AllowedValues("continue", "replan", "end")]
    public required string Decision { get; init; }

    /// <summary>What the critic says to the agent. Default: nothing.</summary>
    public string? Feedback { get; init; }

    /// <summary>Whether the critic expects success. Default: not stated.</summary>
    public bool? ShouldSucceed { get; init; }
}
