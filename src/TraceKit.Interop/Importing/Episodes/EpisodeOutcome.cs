using TraceKit.Contract;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>What the events themselves say about the end of the run.</summary>
internal sealed record EpisodeOutcome
{
    /// <summary>Whether an <c>episode_end</c> was recorded.</summary>
    public bool Ended { get; init; }

    /// <summary>Whether the run counts itself a success. Default: it does not say.</summary>
    public bool? Success { get; init; }

    /// <summary>Why the loop was stopped. Default: it was not.</summary>
    public string? StopReason { get; init; }

    /// <summary>What broke. Default: nothing.</summary>
    public ErrorDetail? Error { get; init; }

    /// <summary>Whether the last action says that it is the last.</summary>
    public bool AgentSaidFinal { get; init; }
}
