using System.Collections.Frozen;
using System.Text.Json;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Reading.Turns;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>OpenInference: <c>openinference.span.kind</c>, messages as flat keys, <c>llm.*</c>, <c>input.value</c> and <c>output.value</c>.</summary>
internal sealed class OpenInferenceDialect : ISpanDialect
{
    private const string KindKey = "openinference.span.kind";
    private const string Redacted = "__REDACTED__";

    private static readonly FrozenDictionary<string, GenAiField> Table = new Dictionary<string, GenAiField>
    {
        ["llm.model_name"] = GenAiField.RequestModel,
        ["embedding.model_name"] = GenAiField.RequestModel,
        ["llm.provider"] = GenAiField.Provider,
        ["llm.token_count.prompt"] = GenAiField.UsageInputTokens,
        ["llm.token_count.completion"] = GenAiField.UsageOutputTokens,
        ["llm.token_count.prompt_details.cache_read"] = GenAiField.UsageCacheReadTokens,
        ["llm.token_count.prompt_details.cache_write"] = GenAiField.UsageCacheWriteTokens,
        ["llm.token_count.completion_details.reasoning"] = GenAiField.UsageReasoningTokens,
        ["session.id"] = GenAiField.ConversationId,
        ["tool.name"] = GenAiField.ToolName,
        ["tool.description"] = GenAiField.ToolDescription,
        ["tool.id"] = GenAiField.ToolCallId,
        ["agent.name"] = GenAiField.AgentName,
        ["llm.prompt_template.version"] = GenAiField.PromptVersion,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Families =
        ["llm.", "user.", "metadata", "tag.tags", "graph.node.", "input.", "output.", "retrieval.", "embedding.", "reranker.", "document.", "tool.", "session.", "agent.", "prompt.", "exception."];

    public string Name => "openinference";

    public bool Read(SpanFacts facts)
    {
        if (facts.Unread().FirstOrDefault(attribute => attribute.Key == KindKey) is not { Key: KindKey } kind)
        {
            return false;
        }

        facts.Understand(kind.Index);
        string word = AttributeValue.Text(kind.Value) ?? "UNKNOWN";
        facts.Operation = OperationOf(word) ?? facts.Operation;
        NoteRedactions(facts);
        facts.Map(Table);
        facts.Input.AddRange(Messages(facts, "llm.input_messages."));
        facts.Output.AddRange(Messages(facts, "llm.output_messages."));
        facts.Tools.AddRange(Tools(facts));
        TakeParameters(facts);
        TakeWork(facts);
        facts.MapKnown(key => Families.Any(family => key.StartsWith(family, StringComparison.Ordinal)) ? key : null);
        return true;
    }

    private static string? OperationOf(string kind) => kind.ToUpperInvariant() switch
    {
        "LLM" => SpanOperations.Chat,
        "TOOL" => SpanOperations.Tool,
        "AGENT" => "invoke_agent",
        "EMBEDDING" => "embeddings",
        "RETRIEVER" => "retrieval",
        "CHAIN" => "chain",
        "RERANKER" => "rerank",
        "GUARDRAIL" => "guardrail",
        "EVALUATOR" => "evaluate",
        "PROMPT" => "prompt",
        _ => null,
    };

    private static void NoteRedactions(SpanFacts facts)
    {
        foreach ((_, string key, object? value) in facts.Unread())
        {
            if (value is Redacted)
            {
                facts.Losses.Add($"redacted_at_source:{key}");
            }
        }
    }

    private static List<ChatTurn> Messages(SpanFacts facts, string prefix) =>
        [.. FlatTree.Of(facts, prefix).Items.Select(item => item.At("message")).OfType<FlatTree>().SelectMany(message => Turn(facts, message))];

    private static IEnumerable<ChatTurn> Turn(SpanFacts facts, FlatTree message)
    {
        var turn = new TurnParts(message.Take(facts, "role") ?? "user")
        {
            Name = message.Take(facts, "name"),
            ToolCallId = message.Take(facts, "tool_call_id"),
        };
        if (message.Take(facts, "content") is { } content)
        {
            turn.Say(content);
        }

        foreach (FlatTree part in message.At("contents")?.Items.Select(item => item.At("message_content")).OfType<FlatTree>() ?? [])
        {
            AddPart(facts, turn, part);
        }

        foreach (FlatTree call in message.At("tool_calls")?.Items.Select(item => item.At("tool_call")).OfType<FlatTree>() ?? [])
        {
            string? arguments = call.Take(facts, "function", "arguments");
            turn.Call(new RequestedToolCall
            {
                Id = call.Take(facts, "id") ?? string.Empty,
                Name = call.Take(facts, "function", "name") ?? string.Empty,
                Arguments = arguments ?? string.Empty,
                ArgumentsForm = arguments is null ? "lost" : null,
            });
        }

        return turn.ToTurns();
    }

    private static void AddPart(SpanFacts facts, TurnParts turn, FlatTree part)
    {
        string type = part.Take(facts, "type") ?? "text";
        if (part.Take(facts, "text") is { } text)
        {
            if (type == "reasoning")
            {
                turn.Reason(text);
            }
            else
            {
                turn.Say(text);
            }
        }
        else
        {
            turn.Hold(new ContentPart { Type = type, At = turn.Length, Uri = part.Take(facts, type, type, "url") ?? part.Take(facts, type, "url") });
        }
    }

    private static List<ToolDefinition> Tools(SpanFacts facts) =>
        [.. FlatTree.Of(facts, "llm.tools.").Items
            .Select(item => item.Take(facts, "tool", "json_schema"))
            .OfType<string>()
            .SelectMany(schema => AttributeValue.Parse(schema) is { } json ? ToolReader.Tools(json) : [])];

    /// <summary>The parameters keep their own text under their own name; those that have a place are read out of it.</summary>
    private static void TakeParameters(SpanFacts facts)
    {
        object? value = facts.Unread().FirstOrDefault(attribute => attribute.Key == "llm.invocation_parameters").Value;
        if (AttributeValue.Content(value) is not { ValueKind: JsonValueKind.Object } parameters)
        {
            return;
        }

        foreach ((string name, GenAiField field) in ((string, GenAiField)[])[
            ("temperature", GenAiField.RequestTemperature), ("top_p", GenAiField.RequestTopP), ("max_tokens", GenAiField.RequestMaxTokens),
            ("max_output_tokens", GenAiField.RequestMaxTokens), ("seed", GenAiField.RequestSeed), ("frequency_penalty", GenAiField.RequestFrequencyPenalty),
            ("presence_penalty", GenAiField.RequestPresencePenalty), ("top_k", GenAiField.RequestTopK)])
        {
            if (parameters.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number)
            {
                _ = facts.Take(field, "llm.invocation_parameters", number.TryGetInt64(out long whole) ? whole : number.GetDouble());
            }
        }
    }

    private static void TakeWork(SpanFacts facts)
    {
        bool isTool = facts.Operation == SpanOperations.Tool;
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (isTool && key is "input.value" && facts.Take(GenAiField.ToolCallArguments, key, value)
                || (isTool && key is "output.value" && facts.Take(GenAiField.ToolCallResult, key, value)))
            {
                facts.Understand(index);
            }
            else if (!isTool && facts.Operation != SpanOperations.Chat && value is string text && key is "input.value" or "output.value")
            {
                (facts.Work, facts.Outcome) = key is "input.value" ? ((string?)value, facts.Outcome) : (facts.Work, (string?)value);
                facts.Understand(index);
            }
        }
    }
}
