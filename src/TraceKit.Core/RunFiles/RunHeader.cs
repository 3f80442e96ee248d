using TraceKit.Sessions;
using TraceKit.Tools;

namespace TraceKit.RunFiles;

/// <summary>The first line of a run: what it is, before anything has happened.</summary>
public sealed record RunHeader
{
    /// <summary>Always <c>run</c>.</summary>
    public string Kind { get; init => field = value ?? "run"; } = "run";

    /// <summary>Always <c>tracekit/1</c>.</summary>
    public string Format { get; init => field = value ?? RunFormat.Version1; } = RunFormat.Version1;

    /// <summary>The run's id; also the file's name.</summary>
    public required string RunId { get; init; }

    /// <summary>The session's id; runs of one session share it.</summary>
    public required string SessionId { get; init; }

    /// <summary>The run that started this one. Default: none.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>When the run started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the run is to achieve.</summary>
    public required string Goal { get; init; }

    /// <summary>The task; runs of the same task share it, and splits keep them together. Default: none.</summary>
    public string? TaskId { get; init; }

    /// <summary>Number of the attempt at the same task. Default: not recorded.</summary>
    public int? Trial { get; init; }

    /// <summary>Name of the agent. Default: none.</summary>
    public string? Agent { get; init; }

    /// <summary>Further facts by name. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The tools that were declared to the model. Default: not recorded.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>The session that the run belongs to.</summary>
    public required TraceSession Session { get; init; }

    /// <summary>How likely it was that this run was kept.</summary>
    public required SamplingRecord Sampling { get; init; }

    /// <summary>The rules that ran over everything before it was written. Default: none ran.</summary>
    public RedactionRecord? Redaction { get; init; }

    /// <summary>The trace that the run's activity was in. Default: nobody listened to activities.</summary>
    public RunTraceLink? Trace { get; init; }

    /// <summary>Where the run was imported from. Default: it was recorded live.</summary>
    public EventOrigin? Origin { get; init; }

    /// <summary>Checksum of the line; written by the file, never by the caller.</summary>
    public string? Crc { get; init; }
}
