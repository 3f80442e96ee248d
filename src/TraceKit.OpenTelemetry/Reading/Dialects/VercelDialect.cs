using System.Collections.Frozen;
using System.Text.Json;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Reading.Turns;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>The Vercel AI SDK: <c>ai.*</c>. Its <c>doGenerate</c> and <c>doStream</c> are the calls; the span around them sums up.</summary>
internal sealed class VercelDialect : ISpanDialect
{
    private const string OperationKey = "ai.operationId";

    private static readonly FrozenDictionary<string, GenAiField> Table = new Dictionary<string, GenAiField>
    {
        ["ai.model.id"] = GenAiField.RequestModel,
        ["ai.model.provider"] = GenAiField.Provider,
        ["ai.prompt.messages"] = GenAiField.InputMessages,
        ["ai.prompt.tools"] = GenAiField.ToolDefinitions,
        ["ai.response.id"] = GenAiField.ResponseId,
        ["ai.response.model"] = GenAiField.ResponseModel,
        ["ai.response.finishReason"] = GenAiField.ResponseFinishReasons,
        ["ai.usage.promptTokens"] = GenAiField.UsageInputTokens,
        ["ai.usage.inputTokens"] = GenAiField.UsageInputTokens,
        ["ai.usage.tokens"] = GenAiField.UsageInputTokens,
        ["ai.usage.completionTokens"] = GenAiField.UsageOutputTokens,
        ["ai.usage.outputTokens"] = GenAiField.UsageOutputTokens,
        ["ai.usage.cachedInputTokens"] = GenAiField.UsageCacheReadTokens,
        ["ai.usage.reasoningTokens"] = GenAiField.UsageReasoningTokens,
        ["ai.settings.temperature"] = GenAiField.RequestTemperature,
        ["ai.settings.maxOutputTokens"] = GenAiField.RequestMaxTokens,
        ["ai.settings.maxTokens"] = GenAiField.RequestMaxTokens,
        ["ai.settings.topP"] = GenAiField.RequestTopP,
        ["ai.settings.seed"] = GenAiField.RequestSeed,
        ["ai.toolCall.name"] = GenAiField.ToolName,
        ["ai.toolCall.id"] = GenAiField.ToolCallId,
        ["ai.toolCall.args"] = GenAiField.ToolCallArguments,
        ["ai.toolCall.result"] = GenAiField.ToolCallResult,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "vercel-ai";

    public bool Read(SpanFacts facts)
    {
        if (facts.Unread().FirstOrDefault(attribute => attribute.Key == OperationKey) is not { Key: OperationKey, Value: string operation } said)
        {
            return false;
        }

        facts.Operation = OperationOf(operation);
        if (facts.Operation != operation)
        {
            _ = facts.Know(OperationKey, operation);
        }

        facts.Understand(said.Index);
        facts.Map(Table);
        TakeReply(facts);
        TakeSeconds(facts);
        facts.MapKnown(key => key.StartsWith("ai.", StringComparison.Ordinal) || key is "operation.name" or "resource.name" ? key : null);
        return true;
    }

    private static string OperationOf(string operation) => operation switch
    {
        _ when operation.EndsWith(".doGenerate", StringComparison.Ordinal) || operation.EndsWith(".doStream", StringComparison.Ordinal) => SpanOperations.Chat,
        "ai.toolCall" => SpanOperations.Tool,
        "ai.embed.doEmbed" or "ai.embedMany.doEmbed" => "embeddings",
        _ => operation,
    };

    private static void TakeReply(SpanFacts facts)
    {
        var turn = new TurnParts("assistant");
        bool any = false;
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            bool understood = true;
            switch (key)
            {
                case "ai.response.text" or "ai.response.object" when value is string text && facts.Operation == SpanOperations.Chat:
                    turn.Say(text);
                    break;
                case "ai.response.reasoning" when value is string reasoning:
                    turn.Reason(reasoning);
                    break;
                case "ai.response.toolCalls" when AttributeValue.Content(value) is { ValueKind: JsonValueKind.Array } calls && facts.Operation == SpanOperations.Chat:
                    calls.EnumerateArray().ToList().ForEach(call => turn.Call(TurnReader.Call(call)));
                    break;
                case "ai.prompt" when value is string work && facts.Operation != SpanOperations.Chat:
                    facts.Work = work;
                    break;
                case "ai.response.text" or "ai.response.object" or "ai.response.toolCalls" when value is string outcome && facts.Outcome is null:
                    facts.Outcome = outcome;
                    break;
                default:
                    understood = false;
                    break;
            }

            if (understood)
            {
                facts.Understand(index);
                any |= facts.Operation == SpanOperations.Chat;
            }
        }

        if (any)
        {
            facts.Output.AddRange(turn.ToTurns());
        }
    }

    private static void TakeSeconds(SpanFacts facts)
    {
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (key == "ai.response.msToFirstChunk" && AttributeValue.Number(value) is { } milliseconds && facts.Take(GenAiField.ResponseTimeToFirstChunk, key, milliseconds / 1000))
            {
                _ = facts.Take(GenAiField.RequestStream, key, true);
                facts.Understand(index);
            }
        }
    }
}
