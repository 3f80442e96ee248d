using System.ComponentModel.DataAnnotations;
using TraceKit.Contract;

namespace TraceKit.Labels;

/// <summary>A judgement of a run or of one of its events, always with its source.</summary>
public sealed record Label : ITraceEvent<Label>
{
    /// <inheritdoc/>
    public static TraceEventType<Label> EventType { get; } = new("label", 1, EventsJson.Default.Label, "label");

    /// <summary>What is judged, such as <c>reward</c> or <c>correctness</c>.</summary>
    [NotEmpty]
    public required string Name { get; init; }

    /// <summary>Who judges.</summary>
    public required SuccessSource Source { get; init; }

    /// <summary>The score. Default: no number.</summary>
    [AbsentWhen(nameof(Unscored))]
    public double? Score { get; init; }

    /// <summary>The verdict in a word. Default: none.</summary>
    public string? Verdict { get; init; }

    /// <summary>Whether the judgement could not be made; then <see cref="Reason"/> says why and there is no score.</summary>
    public bool Unscored { get; init; }

    /// <summary>Why it is judged so, or why it is unscored. Default: not stated.</summary>
    [RequiredWhen(nameof(Unscored))]
    public string? Reason { get; init; }

    /// <summary>The <c>seq</c> of the event that is judged. Default: the whole run.</summary>
    [Range(0.0, double.MaxValue)]
    public long? About { get; init; }

    /// <summary>Name and version of the judge, test suite or reward function. Default: not recorded.</summary>
    public string? By { get; init; }
}
