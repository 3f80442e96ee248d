using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Learning;

/// <summary>The critic of a learning run looked at the rules; its advice shapes the next patch.</summary>
public sealed record Critic : ITraceEvent<Critic>
{
    /// <inheritdoc/>
    public static TraceEventType<Critic> EventType { get; } = new("critic", 1, EventsJson.Default.Critic, "learner");

    /// <summary>The iteration that it belongs to, from 1. Default: none.</summary>
    [Range(1, int.MaxValue)]
    public int? Iteration { get; init; }

    /// <summary>How many rules it had something to say about.</summary>
    [Range(0, int.MaxValue)]
    public required int RuleFeedback { get; init; }

    /// <summary>How many pieces of guidance for the task it added. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? GuidanceAdded { get; init; }

    /// <summary>The model calls that it came of, by their <c>seq</c> in the run. Default: none, or not recorded.</summary>
    public IReadOnlyList<long> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }
}
