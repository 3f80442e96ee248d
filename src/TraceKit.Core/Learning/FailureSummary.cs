using System.ComponentModel.DataAnnotations;

namespace TraceKit.Learning;

/// <summary>What the rules got wrong, by numbers alone.</summary>
public sealed record FailureSummary
{
    /// <summary>How many cases failed.</summary>
    [Range(0, int.MaxValue)]
    public required int Total { get; init; }

    /// <summary>Failures by class. Default: not counted so.</summary>
    public IReadOnlyList<ClassCount> ByClass { get; init => field = value ?? []; } = [];

    /// <summary>Failures by mode, such as <c>missed</c> or <c>wrong_class</c>. Default: not counted so.</summary>
    public IReadOnlyList<ClassCount> ByMode { get; init => field = value ?? []; } = [];
}
