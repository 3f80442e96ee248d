using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Documents;

/// <summary>A run in a list.</summary>
internal sealed record RunEntry
{
    public required string RunId { get; init; }

    public required string File { get; init; }

    public required string SessionId { get; init; }

    public required string? TaskId { get; init; }

    public required int? Trial { get; init; }

    public required string Goal { get; init; }

    public required RunStatus Status { get; init; }

    public required string? StopReason { get; init; }

    public required bool? Success { get; init; }

    public required SuccessSource? SuccessSource { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required double? DurationMs { get; init; }

    public required int Events { get; init; }

    public required bool IsSound { get; init; }

    public static RunEntry Of(RecordedRun run) => new()
    {
        RunId = run.RunId,
        File = run.File,
        SessionId = run.Header.SessionId,
        TaskId = run.Header.TaskId,
        Trial = run.Header.Trial,
        Goal = run.Header.Goal,
        Status = run.Status,
        StopReason = run.End?.StopReason,
        Success = run.End?.Success,
        SuccessSource = run.End?.SuccessSource,
        StartedAt = run.Header.StartedAt,
        EndedAt = run.End?.EndedAt,
        DurationMs = RunDuration.Of(run)?.TotalMilliseconds,
        Events = run.Events.Count,
        IsSound = run.IsSound,
    };
}
