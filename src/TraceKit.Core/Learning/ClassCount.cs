using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>How many cases of one class or kind.</summary>
public sealed record ClassCount
{
    /// <summary>The class or kind.</summary>
    [RegularExpression(Wire.Name)]
    public required string Label { get; init; }

    /// <summary>How many.</summary>
    [Range(0, int.MaxValue)]
    public required int Count { get; init; }
}
