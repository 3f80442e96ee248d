using System.Text.Json.Serialization;

namespace TraceKit.Core.Tests.Probing;

/// <summary>An answer of three members that any text may be, under the strict options that the vocabularies have.</summary>
public sealed record Verdict
{
    public required string Decision { get; init; }

    public string? Feedback { get; init; }

    public bool? ShouldSucceed { get; init; }
}

[JsonSerializable(typeof(Verdict))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
internal sealed partial class VerdictJson : JsonSerializerContext;
