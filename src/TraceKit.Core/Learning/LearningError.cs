using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>A stage of a learning run broke; a run that lost a stage is not compared with one that did not.</summary>
public sealed record LearningError : ITraceEvent<LearningError>
{
    /// <inheritdoc/>
    public static TraceEventType<LearningError> EventType { get; } = new("learning_error", 1, EventsJson.Default.LearningError, "learner");

    /// <summary>The stage, such as <c>synthesis</c> or <c>audit</c>.</summary>
    [RegularExpression(Wire.Word)]
    public required string Stage { get; init; }

    /// <summary>A stable name to count by: the exception's full type name, or a code such as <c>prompt_too_large</c>. Its message may quote the data and has no place here.</summary>
    [RegularExpression(Wire.Name)]
    public required string ErrorType { get; init; }

    /// <summary>The iteration that it belongs to, from 1. Default: none.</summary>
    [Range(1, int.MaxValue)]
    public int? Iteration { get; init; }

    /// <summary>Whether the run ended with it. Default: it goes on.</summary>
    public bool Fatal { get; init; }
}
