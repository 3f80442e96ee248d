using TraceKit.RunFiles;
using TraceKit.Tools;

namespace TraceKit.Collection;

/// <summary>What a run is about, said when it starts.</summary>
public sealed record RunDescriptor
{
    /// <summary>What the run is to achieve.</summary>
    public required string Goal { get; init; }

    /// <summary>The run's id. Default: a new UUID, version 7.</summary>
    public string? RunId { get; init; }

    /// <summary>The task; runs of the same task share it, and a dataset's splits keep them together. Default: none.</summary>
    public string? TaskId { get; init; }

    /// <summary>Number of the attempt at the same task. Default: none.</summary>
    public int? Trial { get; init; }

    /// <summary>The run that starts this one. Default: none.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>Name of the agent, shown in the span's name and written to the first line. Default: none.</summary>
    public string? Agent { get; init; }

    /// <summary>Further facts by name. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The tools that are declared to the model. Default: not recorded.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>The foreign trace that the run is imported from; such a run starts no activity. Default: it is recorded live.</summary>
    public EventOrigin? Origin { get; init; }
}
