using TraceKit.Contract;

namespace TraceKit.RunFiles;

/// <summary>How a run ended, as its seal will say.</summary>
internal sealed record RunOutcome(RunStatus Status)
{
    public string? StopReason { get; init; }

    public bool? Success { get; init; }

    public SuccessSource? SuccessSource { get; init; }

    public ErrorDetail? Error { get; init; }
}
