using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Debugging;

/// <summary>A command was run in a terminal.</summary>
public sealed record Command : ITraceEvent<Command>
{
    /// <inheritdoc/>
    public static TraceEventType<Command> EventType { get; } = new("command", 1, EventsJson.Default.Command, "developer");

    /// <summary>The command as typed.</summary>
    [NotEmpty]
    [JsonPropertyName("command")]
    public required string Line { get; init; }

    /// <summary>What it printed. Default: not recorded.</summary>
    public string? Output { get; init; }

    /// <summary>What it printed as errors, when that came apart. Default: see the output.</summary>
    public string? ErrorOutput { get; init; }

    /// <summary>Whether output was cut before it was recorded. Default: it is whole.</summary>
    public bool OutputIsCut { get; init; }

    /// <summary>The folder that it ran in. Default: not recorded.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Its exit code: what it showed, beyond what it printed. Default: not recorded.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }

    /// <summary>The <c>seq</c> of the <c>reasoning</c> that led to it: chains of thought and action are read from it. Default: the last one before it.</summary>
    [Range(0.0, double.MaxValue)]
    public long? Because { get; init; }
}
