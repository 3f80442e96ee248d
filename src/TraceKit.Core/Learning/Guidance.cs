using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>The coordinator of a learning run decided how to go on.</summary>
public sealed record Guidance : ITraceEvent<Guidance>
{
    /// <inheritdoc/>
    public static TraceEventType<Guidance> EventType { get; } = new("guidance", 1, EventsJson.Default.Guidance, "learner");

    /// <summary>The iteration that it belongs to, from 1. Default: none.</summary>
    [Range(1, int.MaxValue)]
    public int? Iteration { get; init; }

    /// <summary>Classes that the next patch is to look at. Default: all.</summary>
    [RegularExpression(Wire.Name)]
    public IReadOnlyList<string> FocusClasses { get; init => field = value ?? []; } = [];

    /// <summary>Whether learning goes on: a stop that is too early or too late is what a coordinator is trained on.</summary>
    public required bool ShouldContinue { get; init; }

    /// <summary><c>sha256:</c> and the hash of the guidance text, which leads to it where the prompts are kept. Default: no text.</summary>
    [RegularExpression(Wire.Sha256)]
    public string? TextHash { get; init; }

    /// <summary>The model calls that it came of, by their <c>seq</c> in the run. Default: none, or not recorded.</summary>
    public IReadOnlyList<long> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }
}
