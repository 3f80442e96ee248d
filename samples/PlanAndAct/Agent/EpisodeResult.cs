using TraceKit.RunFiles;

namespace PlanAndAct.Agent;

/// <summary>How an episode ended.</summary>
internal sealed record EpisodeResult(RunStatus Status, bool? Success, string StopReason)
{
    /// <summary>What broke, and in which state.</summary>
    public string? Error { get; init; }
}
