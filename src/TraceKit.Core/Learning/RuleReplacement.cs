using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>A rule that a patch replaced under its name: lineage by name leads on to the new id.</summary>
public sealed record RuleReplacement
{
    /// <summary>The name that both have.</summary>
    [RegularExpression(Wire.Name)]
    public required string Name { get; init; }

    /// <summary>Id of the rule before. Default: not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? OldId { get; init; }

    /// <summary>Id of the rule after. Default: not recorded.</summary>
    [RegularExpression(Wire.Name)]
    public string? NewId { get; init; }
}
