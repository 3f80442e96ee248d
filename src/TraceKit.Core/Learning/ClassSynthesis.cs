using System.ComponentModel.DataAnnotations;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>What the synthesis for one class came to.</summary>
public sealed record ClassSynthesis
{
    /// <summary>The class.</summary>
    [RegularExpression(Wire.Name)]
    public required string Label { get; init; }

    /// <summary>Number of rules that it made.</summary>
    [Range(0, int.MaxValue)]
    public required int Rules { get; init; }

    /// <summary>Wall time in milliseconds. Default: not measured.</summary>
    [Range(0.0, double.MaxValue)]
    public double? DurationMs { get; init; }

    /// <summary>The failure, as a stable name to count by. Default: it succeeded.</summary>
    [RegularExpression(Wire.Name)]
    public string? ErrorType { get; init; }
}
