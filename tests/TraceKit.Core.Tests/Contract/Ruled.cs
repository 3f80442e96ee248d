using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Core.Tests.Contract;

/// <summary>A type of a user's own with every rule that a contract can state.</summary>
public sealed record Ruled : ITraceEvent<Ruled>
{
    public static TraceEventType<Ruled> EventType { get; } = new("test.ruled", 1, RuledJson.Default.Ruled);

    [Range(1, 5)]
    public int? Whole { get; init; }

    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? Share { get; init; }

    [Range(-10, int.MaxValue)]
    public long? Big { get; init; }

    [StringLength(3, MinimumLength = 2)]
    public string? Text { get; init; }

    [NotEmpty]
    public IReadOnlyList<string>? List { get; init; }

    [AllowedValues("a", "b")]
    public string? Word { get; init; }

    [AllowedValues(1, 2.5)]
    public double? Number { get; init; }

    [RegularExpression("[a-z]+")]
    public string? Pattern { get; init; }

    [RegularExpression(@"(?=a)(a+)+b")]
    public string? Slow { get; init; }

    public bool Closed { get; init; }

    [RequiredWhen(nameof(Closed))]
    public string? Why { get; init; }

    [AbsentWhen(nameof(Closed))]
    public int? Open { get; init; }

    public Ruled? Inner { get; init; }

    public IReadOnlyDictionary<string, Ruled>? ByName { get; init; }

    public IReadOnlyList<int?>? Holes { get; init; }

    public JsonElement? Any { get; init; }
}

[JsonSerializable(typeof(Ruled))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
internal sealed partial class RuledJson : JsonSerializerContext;
