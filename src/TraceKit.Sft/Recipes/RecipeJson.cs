using System.Text.Json.Serialization;

namespace TraceKit.Sft.Recipes;

[JsonSerializable(typeof(SftRecipe))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
internal sealed partial class RecipeJson : JsonSerializerContext;
