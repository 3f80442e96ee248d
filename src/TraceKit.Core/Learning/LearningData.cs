using System.ComponentModel.DataAnnotations;

namespace TraceKit.Learning;

/// <summary>How many examples a learning run has, and how they are split.</summary>
public sealed record LearningData
{
    /// <summary>All examples. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? Examples { get; init; }

    /// <summary>Examples that people corrected. Default: not counted.</summary>
    [Range(0, int.MaxValue)]
    public int? Corrections { get; init; }

    /// <summary>Examples that rules are learned from. Default: not split.</summary>
    [Range(0, int.MaxValue)]
    public int? Train { get; init; }

    /// <summary>Examples that are held out. Default: none are.</summary>
    [Range(0, int.MaxValue)]
    public int? Dev { get; init; }
}
