using System.Text.Json.Serialization;
using TraceKit.Agents;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Contract;

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
[JsonSerializable(typeof(LlmCall))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(ParseFailure))]
[JsonSerializable(typeof(ToolCall))]
[JsonSerializable(typeof(ToolResult))]
[JsonSerializable(typeof(ToolNotFound))]
[JsonSerializable(typeof(ToolCallUnresolved))]
[JsonSerializable(typeof(Label))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    Converters =
    [
        typeof(UniqueMembersConverter),
        typeof(WireEnumConverter<SuccessSource>),
        typeof(WireEnumConverter<LlmCallStatus>),
        typeof(WireEnumConverter<ParseFailureKind>),
    ],
    MaxDepth = 64)]
internal sealed partial class EventsJson : JsonSerializerContext;
