using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using TraceKit.Contract;
using TraceKit.Reading;

namespace TraceKit.Learning.Stories;

/// <summary>Something in a learning run that does not fit together.</summary>
public sealed record LearningFinding
{
    /// <summary>Stable id of the rule, one of <see cref="LearningRules"/>.</summary>
    [RegularExpression("^LRN-[0-9]{2}$")]
    public required string Rule { get; init; }

    /// <summary>How much it matters.</summary>
    [JsonConverter(typeof(LowerCaseEnumConverter<FindingSeverity>))]
    public required FindingSeverity Severity { get; init; }

    /// <summary>The entry, by its <c>seq</c>. Default: the run as a whole, or an entry that has no event.</summary>
    [Range(0L, long.MaxValue)]
    public long? Seq { get; init; }

    /// <summary>What was expected and what was found.</summary>
    [StringLength(1000)]
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Seq is { } seq ? string.Create(CultureInfo.InvariantCulture, $"{Rule}: #{seq}: {Message}") : $"{Rule}: {Message}";
}
