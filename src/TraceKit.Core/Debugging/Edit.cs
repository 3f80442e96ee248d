using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Debugging;

/// <summary>A file was changed while a bug was hunted.</summary>
public sealed record Edit : ITraceEvent<Edit>
{
    /// <inheritdoc/>
    public static TraceEventType<Edit> EventType { get; } = new("edit", 1, EventsJson.Default.Edit, "developer");

    /// <summary>Path of the file from the root of the repository, with <c>/</c>. A reader that applies the edit refuses one that leads out of it.</summary>
    [NotEmpty]
    public required string File { get; init; }

    /// <summary>The change as a unified diff. Default: not recorded.</summary>
    public string? Diff { get; init; }

    /// <summary>The change in the developer's words; never the new content of the file. Default: not stated.</summary>
    public string? Change { get; init; }

    /// <summary>What became of the file. Default: it was modified.</summary>
    public EditKind? Kind { get; init; }

    /// <summary>Language of the file, such as <c>python</c>. Default: not recorded.</summary>
    public string? Language { get; init; }

    /// <summary><c>sha256:</c> and the hash of the file before: whether the diff fits can be checked by it. Default: not recorded.</summary>
    public string? BeforeHash { get; init; }

    /// <summary><c>sha256:</c> and the hash of the file after. Default: not recorded.</summary>
    public string? AfterHash { get; init; }

    /// <summary>The <c>seq</c> of the <c>reasoning</c> that led to it: chains of thought and action are read from it. Default: the last one before it.</summary>
    [Range(0.0, double.MaxValue)]
    public long? Because { get; init; }
}
