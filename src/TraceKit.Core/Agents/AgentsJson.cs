using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Agents;

[JsonSerializable(typeof(PlannerInput))]
[JsonSerializable(typeof(PlannerOutput))]
[JsonSerializable(typeof(ExecutorInput))]
[JsonSerializable(typeof(ExecutorOutput))]
[JsonSerializable(typeof(ExecutorNeedsReplan))]
[JsonSerializable(typeof(ReplannerInput))]
[JsonSerializable(typeof(ReplannerOutput))]
[JsonSerializable(typeof(CriticInput))]
[JsonSerializable(typeof(CriticOutput))]
[JsonSerializable(typeof(EnvironmentStep))]
[JsonSerializable(typeof(StateTransition))]
[JsonSerializable(typeof(EpisodeStop))]
[JsonSerializable(typeof(EpisodeEnd))]
[JsonSerializable(typeof(EpisodeError))]
[JsonSerializable(typeof(DecisionAbandoned))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(UniqueMembersConverter), typeof(WireEnumConverter<SuccessSource>)],
    MaxDepth = 64)]
internal sealed partial class AgentsJson : JsonSerializerContext;
