using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>A run as it lies in a file.</summary>
public sealed record RecordedRun
{
    /// <summary>The file, as the caller named it.</summary>
    public required string File { get; init; }

    /// <summary>The run line.</summary>
    public required RunHeader Header { get; init; }

    /// <summary>The run line's bytes, without the line feed.</summary>
    public required ReadOnlyMemory<byte> HeaderLine { get; init; }

    /// <summary>The bytes of the run's last line before its end, without the line feed.</summary>
    public required ReadOnlyMemory<byte> LastLine { get; init; }

    /// <summary>Offset of the run line in the file, in bytes.</summary>
    public required long HeaderOffset { get; init; }

    /// <summary>The events, in the order of the file.</summary>
    public required IReadOnlyList<RecordedEvent> Events { get; init; }

    /// <summary>The holes that the run says it has.</summary>
    public required IReadOnlyList<RunGap> Gaps { get; init; }

    /// <summary>The seal, or null while the run goes on or when its process died.</summary>
    public required RunEnd? End { get; init; }

    /// <summary>The end line's bytes, without the line feed; empty while there is none.</summary>
    public ReadOnlyMemory<byte> EndLine { get; init; }

    /// <summary>Whether nothing of severity <see cref="FindingSeverity.Error"/> was found in this run.</summary>
    public required bool IsSound { get; init; }

    /// <summary>The run's id.</summary>
    public string RunId => Header.RunId;

    /// <summary>How the run ended, or <see cref="RunStatus.Running"/>.</summary>
    public RunStatus Status => End?.Status ?? RunStatus.Running;
}
