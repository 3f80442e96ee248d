using System.ComponentModel.DataAnnotations;

namespace TraceKit.Learning;

/// <summary>How well a rule set does on one set of examples; shares are from 0 to 1.</summary>
public sealed record LearningMetrics
{
    /// <summary>Harmonic mean of precision and recall over all decisions.</summary>
    [Range(0.0, 1.0)]
    public required double MicroF1 { get; init; }

    /// <summary>Share of the findings that are right. Default: not computed.</summary>
    [Range(0.0, 1.0)]
    public double? MicroPrecision { get; init; }

    /// <summary>Share of what was to be found that was found. Default: not computed.</summary>
    [Range(0.0, 1.0)]
    public double? MicroRecall { get; init; }

    /// <summary>Mean of the F1 of the classes. Default: not computed.</summary>
    [Range(0.0, 1.0)]
    public double? MacroF1 { get; init; }

    /// <summary>Share of the examples that are right as a whole. Default: not computed.</summary>
    [Range(0.0, 1.0)]
    public double? ExactMatch { get; init; }

    /// <summary>Number of examples. Default: not recorded.</summary>
    [Range(0, int.MaxValue)]
    public int? Examples { get; init; }
}
