using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Reading.Turns;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Makes a call of a model of what was understood.</summary>
internal static class CallReader
{
    public static LlmCall Read(SpanFacts facts, string operation)
    {
        ErrorDetail? error = SpanReader.ErrorOf(facts);
        string? finishReason = FinishReason(facts);
        IReadOnlyList<ChatTurn> output = Output(facts);
        LlmRequest? request = Request(facts);
        if (request?.Messages is null && output.Count == 0)
        {
            facts.Losses.Add("content_not_captured");
        }

        if (operation != SpanOperations.Chat)
        {
            _ = facts.Know("operation.name", operation);
        }

        double? firstChunk = facts.Place(GenAiField.ResponseTimeToFirstChunk, AttributeValue.Number);
        bool isStream = facts.Place(GenAiField.RequestStream, AttributeValue.Flag) is { } said ? said : firstChunk is not null;
        if (isStream)
        {
            _ = facts.Know("request.stream", true);
        }

        bool isCut = error is null && isStream && finishReason is null;
        return new LlmCall
        {
            Component = facts.PlaceText(GenAiField.AgentName) is { Length: > 0 } agent ? agent : "assistant",
            Status = facts.Span.EndUnixNano == 0 || isCut ? LlmCallStatus.Interrupted : StatusOf(error),
            Provider = facts.PlaceText(GenAiField.Provider),
            Model = facts.PlaceText(GenAiField.RequestModel),
            Request = request,
            Reply = output.LastOrDefault(turn => turn.Role == "assistant") ?? (output.Count > 0 ? output[^1] : null),
            Turns = output.Count > 1 ? output : null,
            FinishReason = finishReason,
            ResponseModel = facts.PlaceText(GenAiField.ResponseModel),
            ResponseId = facts.PlaceText(GenAiField.ResponseId),
            Usage = Usage(facts),
            LatencyMs = SpanReader.MillisecondsOf(facts.Span),
            TimeToFirstTokenMs = firstChunk is >= 0 ? firstChunk * 1000 : null,
            Prompt = facts.PlaceText(GenAiField.PromptName) is { Length: > 0 } prompt
                ? new PromptReference { Name = prompt, Version = facts.PlaceText(GenAiField.PromptVersion) }
                : null,
            Error = error ?? (facts.Span.EndUnixNano == 0 ? Of("never_ended", "The run ended before the call did.")
                : isCut ? Of("no_finish_reason", "The stream was recorded without a finish reason: it was left or cut before its end.")
                : null),
        };
    }

    private static ErrorDetail Of(string type, string message) => new() { Type = type, Message = message };

    private static LlmCallStatus StatusOf(ErrorDetail? error) => error switch
    {
        null => LlmCallStatus.Ok,
        { Type: var type } when type.EndsWith("CanceledException", StringComparison.Ordinal) => LlmCallStatus.Interrupted,
        { StatusCode: not null } => LlmCallStatus.ApiError,
        { Type: var type } when !type.StartsWith("System.", StringComparison.Ordinal) || type.StartsWith("System.ClientModel.", StringComparison.Ordinal) || type.StartsWith("System.Net.", StringComparison.Ordinal) => LlmCallStatus.ApiError,
        _ => LlmCallStatus.Error,
    };

    /// <summary>The span's attribute is the source of truth; messages repeat it, and some libraries write <c>stop</c> there for what they do not know.</summary>
    private static string? FinishReason(SpanFacts facts)
    {
        IReadOnlyList<string>? reasons = facts.Place(GenAiField.ResponseFinishReasons, AttributeValue.Texts);
        if (reasons is { Count: > 1 })
        {
            _ = facts.Know(FieldNames.Of(GenAiField.ResponseFinishReasons), (object?[])[.. reasons]);
        }

        return reasons is { Count: > 0 } ? reasons[0] : null;
    }

    private static LlmRequest? Request(SpanFacts facts)
    {
        IReadOnlyList<ChatTurn> system = Content(facts, GenAiField.SystemInstructions, TurnReader.System) ?? [];
        IReadOnlyList<ChatTurn>? sent = Content(facts, GenAiField.InputMessages, TurnReader.Turns) ?? Apart(facts, Part.Input, facts.Input);
        IReadOnlyList<ToolDefinition>? tools = facts.Place(GenAiField.ToolDefinitions, ToolReader.All) ?? Apart(facts, Part.Tools, facts.Tools);
        var request = new LlmRequest
        {
            Messages = sent is null && system.Count == 0 ? null : [.. system, .. sent ?? []],
            Temperature = facts.Place(GenAiField.RequestTemperature, AttributeValue.Number),
            TopP = facts.Place(GenAiField.RequestTopP, AttributeValue.Number),
            TopK = facts.Place(GenAiField.RequestTopK, AttributeValue.Integer),
            MaxTokens = facts.Place(GenAiField.RequestMaxTokens, AttributeValue.Integer),
            Seed = facts.Place(GenAiField.RequestSeed, AttributeValue.Integer),
            FrequencyPenalty = facts.Place(GenAiField.RequestFrequencyPenalty, AttributeValue.Number),
            PresencePenalty = facts.Place(GenAiField.RequestPresencePenalty, AttributeValue.Number),
            Stop = facts.Place(GenAiField.RequestStopSequences, AttributeValue.Texts),
            ReasoningEffort = facts.PlaceText(GenAiField.RequestReasoningLevel),
            ResponseFormat = facts.PlaceText(GenAiField.OutputType),
            Tools = tools,
        };
        return request == new LlmRequest() ? null : request;
    }

    private static IReadOnlyList<ChatTurn> Output(SpanFacts facts) =>
        Content(facts, GenAiField.OutputMessages, TurnReader.Turns) ?? Apart(facts, Part.Output, facts.Output) ?? [];

    private static List<T>? Apart<T>(SpanFacts facts, Part part, List<T> items)
    {
        facts.Tell(part);
        return items.Count > 0 ? items : null;
    }

    /// <summary>Content that cannot be read, such as JSON that was cut, stays as it is, and that is said.</summary>
    private static IReadOnlyList<ChatTurn>? Content(SpanFacts facts, GenAiField field, Func<object?, TurnLosses, IReadOnlyList<ChatTurn>?> read)
    {
        if (facts.See(field) is not { } fact)
        {
            return null;
        }

        IReadOnlyList<ChatTurn>? turns = facts.Place(field, value => read(value, new TurnLosses(facts.Losses, fact.Key)));
        if (turns is null)
        {
            facts.Losses.Add($"not_json:{fact.Key}");
        }

        return turns;
    }

    private static TokenUsage? Usage(SpanFacts facts)
    {
        var usage = new TokenUsage
        {
            InputTokens = Tokens(facts, GenAiField.UsageInputTokens),
            OutputTokens = Tokens(facts, GenAiField.UsageOutputTokens),
            CachedInputTokens = Tokens(facts, GenAiField.UsageCacheReadTokens),
            CacheWriteTokens = Tokens(facts, GenAiField.UsageCacheWriteTokens),
            ReasoningTokens = Tokens(facts, GenAiField.UsageReasoningTokens),
        };
        return usage == new TokenUsage() ? null : usage;
    }

    private static long? Tokens(SpanFacts facts, GenAiField field) =>
        facts.Place<long>(field, value => AttributeValue.Integer(value) is { } tokens and >= 0 ? tokens : null);
}
