using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Debugging;

/// <summary>The work was committed: the state that edits and test runs can be checked against.</summary>
public sealed record Commit : ITraceEvent<Commit>
{
    /// <inheritdoc/>
    public static TraceEventType<Commit> EventType { get; } = new("commit", 1, EventsJson.Default.Commit, "developer");

    /// <summary>Hash of the commit, in hexadecimal.</summary>
    [RegularExpression("^[0-9a-f]{7,64}$")]
    public required string Sha { get; init; }

    /// <summary>Hash of the commit before it. Default: not recorded.</summary>
    [RegularExpression("^[0-9a-f]{7,64}$")]
    public string? ParentSha { get; init; }

    /// <summary>The message. Default: not recorded.</summary>
    public string? Message { get; init; }

    /// <summary>The change as a unified diff. Default: not recorded.</summary>
    public string? Diff { get; init; }

    /// <summary>The branch. Default: not recorded.</summary>
    public string? Branch { get; init; }

    /// <summary>The <c>seq</c> of the <c>reasoning</c> that led to it: chains of thought and action are read from it. Default: the last one before it.</summary>
    [Range(0.0, double.MaxValue)]
    public long? Because { get; init; }
}
