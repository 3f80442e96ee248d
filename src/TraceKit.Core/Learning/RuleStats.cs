using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
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

    /// <summary>How well the rule does by as few findings as it has: the lower bound of the 95 % interval of Wilson (1927), from 0 to 1; null when it found nothing.</summary>
    /// <remarks>It follows from the two members above and is not written.</remarks>
    [JsonIgnore]
    public double? LowerBound => WilsonInterval.Lower(Precision, Support);
}
