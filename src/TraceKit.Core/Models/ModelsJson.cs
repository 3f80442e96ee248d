using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Models;

[JsonSerializable(typeof(LlmCall))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(ParseFailure))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(UniqueMembersConverter), typeof(WireEnumConverter<LlmCallStatus>), typeof(WireEnumConverter<ParseFailureKind>)],
    MaxDepth = 64)]
internal sealed partial class ModelsJson : JsonSerializerContext;
