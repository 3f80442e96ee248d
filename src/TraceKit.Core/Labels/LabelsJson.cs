using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Labels;

[JsonSerializable(typeof(Label))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(WireEnumConverter<SuccessSource>)],
    MaxDepth = 64)]
internal sealed partial class LabelsJson : JsonSerializerContext;
