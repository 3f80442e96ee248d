using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>How well a rule set does on one class; shares are from 0 to 1.</summary>
public sealed record ClassMetrics
{
    /// <summary>The class.</summary>
    [RegularExpression(Wire.Name)]
    public required string Label { get; init; }

    /// <summary>Harmonic mean of precision and recall.</summary>
    [Range(0.0, 1.0)]
    public required double F1 { get; init; }

    /// <summary>Share of the findings that are right. Default: not computed.</summary>
    [Range(0.0, 1.0)]
    public double? Precision { get; init; }

    /// <summary>Share of what was to be found that was found. Default: not computed.</summary>
    [Range(0.0, 1.0)]
    public double? Recall { get; init; }

    /// <summary>Findings that are right. Default: not counted.</summary>
    [Range(0, int.MaxValue)]
    public int? TruePositives { get; init; }

    /// <summary>Findings that are wrong. Default: not counted.</summary>
    [Range(0, int.MaxValue)]
    public int? FalsePositives { get; init; }

    /// <summary>What was to be found and was not. Default: not counted.</summary>
    [Range(0, int.MaxValue)]
    public int? FalseNegatives { get; init; }
}
