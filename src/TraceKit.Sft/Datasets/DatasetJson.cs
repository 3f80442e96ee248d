using System.Text.Json.Serialization;
using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Datasets;

[JsonSerializable(typeof(DatasetManifest))]
[JsonSerializable(typeof(DatasetReport))]
[JsonSerializable(typeof(LineageRow))]
[JsonSerializable(typeof(RejectedLine))]
[JsonSerializable(typeof(LocalSources))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
internal sealed partial class DatasetJson : JsonSerializerContext;
