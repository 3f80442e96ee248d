using Microsoft.Extensions.AI;

namespace PlanAndAct;

/// <summary>What is to be run.</summary>
public sealed record ProgramSettings
{
    /// <summary>Folder that the run files go to. Default: <c>traces</c>.</summary>
    public string Traces { get; init; } = "traces";

    /// <summary>How often each task is tried. Default: once.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>What the tasks and the stand-in's chances are made of. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The one task to run. Default: all of them.</summary>
    public string? TaskId { get; init; }

    /// <summary>The model; the caller disposes it. Default: the scripted stand-in.</summary>
    public IChatClient? Model { get; init; }

    /// <summary>Wait after a failure of the provider, times the number of the attempt. Default: half a second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether runs are exported by OTLP too, to where the <c>OTEL_*</c> variables say. Default: no.</summary>
    public bool ExportsOtlp { get; init; }

    /// <summary>Whether the output has colours. Default: no.</summary>
    public bool HasColours { get; init; }
}
