using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>A learning run begins: what is learned, by whom, from how much.</summary>
/// <remarks>Records of learning hold names, ids and numbers, never a text of the data: one line of 128 characters is the longest that fits.</remarks>
public sealed record LearningStart : ITraceEvent<LearningStart>
{
    /// <inheritdoc/>
    public static TraceEventType<LearningStart> EventType { get; } = new("learning_start", 1, EventsJson.Default.LearningStart, "learner");

    /// <summary>Name of the data set.</summary>
    [RegularExpression(Wire.Name)]
    public required string Dataset { get; init; }

    /// <summary>Name of the task. Default: not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? TaskName { get; init; }

    /// <summary>Kind of the task, such as <c>extraction</c>. Default: not recorded.</summary>
    [RegularExpression(Wire.Word)]
    public string? TaskType { get; init; }

    /// <summary>Which path of the algorithm runs, such as <c>simple</c> or <c>agentic</c>. Default: not recorded.</summary>
    [RegularExpression(Wire.Word)]
    public string? Coordinator { get; init; }

    /// <summary>The model that writes the rules. Default: not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? Model { get; init; }

    /// <summary>The settings. Default: not recorded.</summary>
    public LearningSettings? Settings { get; init; }

    /// <summary>The examples, by numbers. Default: not recorded.</summary>
    public LearningData? Data { get; init; }
}
