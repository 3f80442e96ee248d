using System.Text.Json.Serialization;
using TraceKit.Contract;
using TraceKit.Payloads;

namespace TraceKit.RunFiles;

[JsonSerializable(typeof(RunHeader))]
[JsonSerializable(typeof(RunGap))]
[JsonSerializable(typeof(RunEnd))]
[JsonSerializable(typeof(EventOrigin))]
[JsonSerializable(typeof(BlobReference[]))]
[JsonSerializable(typeof(HistoryBase))]
[JsonSerializable(typeof(TruncatedData))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(int[]))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(UniqueMembersConverter), typeof(WireEnumConverter<RunStatus>), typeof(WireEnumConverter<SuccessSource>), typeof(UtcTimeConverter)],
    MaxDepth = 64)]
internal sealed partial class RunFilesJson : JsonSerializerContext;
