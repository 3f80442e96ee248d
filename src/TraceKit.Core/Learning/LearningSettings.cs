using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>How a learning run is set up: two runs are compared only with their settings side by side.</summary>
public sealed record LearningSettings
{
    /// <summary>Limit on iterations. Default: not stated.</summary>
    [Range(0, int.MaxValue)]
    public int? MaxIterations { get; init; }

    /// <summary>Share of the examples that is held out, from 0 to 1. Default: not stated.</summary>
    [Range(0.0, 1.0)]
    public double? HoldoutFraction { get; init; }

    /// <summary>Seed of the split. Default: not stated.</summary>
    public long? SplitSeed { get; init; }

    /// <summary>How examples are sampled, such as <c>balanced</c>. Default: not stated.</summary>
    [RegularExpression(Wire.Word)]
    public string? SamplingStrategy { get; init; }

    /// <summary>How rules are first made, such as <c>bulk</c> or <c>per_class</c>. Default: not stated.</summary>
    [RegularExpression(Wire.Word)]
    public string? SynthesisStrategy { get; init; }

    /// <summary>Whether only new examples are learned from. Default: not stated.</summary>
    public bool? IncrementalOnly { get; init; }

    /// <summary>An audit comes every so many iterations; 0 for never. Default: not stated.</summary>
    [Range(0, int.MaxValue)]
    public int? AuditInterval { get; init; }

    /// <summary>The critic is asked every so many iterations; 0 for never. Default: not stated.</summary>
    [Range(0, int.MaxValue)]
    public int? CriticInterval { get; init; }

    /// <summary>Whether rules are pruned after learning. Default: not stated.</summary>
    public bool? PruneAfterLearning { get; init; }
}
