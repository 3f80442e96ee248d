using System.Text.Json.Serialization;
using TraceKit.Agents;
using TraceKit.Debugging;
using TraceKit.Labels;
using TraceKit.Learning;
using TraceKit.Models;
using TraceKit.Tools;
using TraceKit.Tracing;

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
[JsonSerializable(typeof(LearningStart))]
[JsonSerializable(typeof(Synthesis))]
[JsonSerializable(typeof(Critic))]
[JsonSerializable(typeof(Guidance))]
[JsonSerializable(typeof(Iteration))]
[JsonSerializable(typeof(Audit))]
[JsonSerializable(typeof(Prune))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(BestRules))]
[JsonSerializable(typeof(RestoreBest))]
[JsonSerializable(typeof(ValidatedStats))]
[JsonSerializable(typeof(Final))]
[JsonSerializable(typeof(LearningError))]
[JsonSerializable(typeof(Edit))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(Reasoning))]
[JsonSerializable(typeof(TestRun))]
[JsonSerializable(typeof(Commit))]
[JsonSerializable(typeof(Operation))]
[JsonSerializable(typeof(OperationResult))]
[JsonSerializable(typeof(ForeignSpan))]
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
        typeof(WireEnumConverter<AuditPhase>),
        typeof(WireEnumConverter<AuditAction>),
        typeof(WireEnumConverter<PruneCause>),
        typeof(WireEnumConverter<EditKind>),
        typeof(WireEnumConverter<Confidence>),
        typeof(WireEnumConverter<OperationStatus>),
    ],
    MaxDepth = 64)]
internal sealed partial class EventsJson : JsonSerializerContext;
