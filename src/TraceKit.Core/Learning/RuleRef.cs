using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>One rule, by id and name: which rule it is, never what it says.</summary>
public sealed record RuleRef
{
    /// <summary>Its id, as the algorithm gives it; a rule that is replaced under its name gets another. Default: not recorded; its name stands for it.</summary>
    [RegularExpression(Wire.Name)]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    [RegularExpression(Wire.Name)]
    public required string Name { get; init; }

    /// <summary>How it is written, such as <c>regex</c> or <c>code</c>. Default: not recorded.</summary>
    [RegularExpression(Wire.Word)]
    public string? Format { get; init; }

    /// <summary>Its priority; higher comes first. Default: not recorded.</summary>
    public int? Priority { get; init; }
}
