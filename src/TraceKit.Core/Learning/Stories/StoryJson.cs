using System.Text.Json.Serialization;
using TraceKit.Contract;
using TraceKit.RunFiles;

namespace TraceKit.Learning.Stories;

[JsonSerializable(typeof(LearningStory))]
[JsonSerializable(typeof(LearningStart))]
[JsonSerializable(typeof(LearningEntry))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(WireEnumConverter<RunStatus>), typeof(WireEnumConverter<AuditPhase>), typeof(WireEnumConverter<AuditAction>), typeof(WireEnumConverter<PruneCause>)],
    MaxDepth = 64)]
internal sealed partial class StoryJson : JsonSerializerContext;
