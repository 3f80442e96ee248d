using TraceKit.Contract;

namespace TraceKit.RunFiles;

/// <summary>The seal, the last line of a run.</summary>
public sealed record RunEnd
{
    /// <summary>Always <c>end</c>.</summary>
    public string Kind { get; init => field = value ?? "end"; } = "end";

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why, as a stable word such as <c>goal_reached</c>. Default: not stated.</summary>
    public string? StopReason { get; init; }

    /// <summary>Whether the goal was reached, as <see cref="SuccessSource"/> says. Default: unknown.</summary>
    public bool? Success { get; init; }

    /// <summary>Who says so. Default: nobody.</summary>
    public SuccessSource? SuccessSource { get; init; }

    /// <summary>The failure that ended the run. Default: none.</summary>
    public ErrorDetail? Error { get; init; }

    /// <summary>When the run ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Number of event lines.</summary>
    public required long Events { get; init; }

    /// <summary>Number of bytes before this line.</summary>
    public required long Bytes { get; init; }

    /// <summary>Number of events by type.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>What was lost on the way.</summary>
    public required LossRecord Loss { get; init; }

    /// <summary>SHA-256 of all bytes before this line, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Checksum of the line; written by the file, never by the caller.</summary>
    public string? Crc { get; init; }
}
