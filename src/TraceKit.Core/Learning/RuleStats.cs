using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>How one rule does by itself on held-out or training examples.</summary>
public sealed record RuleStats
{
    /// <summary>Id of the rule. Default: not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? Id { get; init; }

    /// <summary>Name of the rule.</summary>
    [RegularExpression(Wire.Name)]
    public required string Name { get; init; }

    /// <summary>Share of its findings that are right, from 0 to 1. Default: it found nothing.</summary>
    [Range(0.0, 1.0)]
    public double? Precision { get; init; }

    /// <summary>Number of its findings: how far the precision can be trusted.</summary>
    [Range(0, int.MaxValue)]
    public required int Support { get; init; }
}
