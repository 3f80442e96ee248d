using System.Collections.Frozen;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Reading.Turns;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>Traceloop (OpenLLMetry): flat <c>gen_ai.prompt.{i}.*</c> and <c>gen_ai.completion.{i}.*</c>, <c>llm.request.*</c>, <c>traceloop.*</c>.</summary>
internal sealed class TraceloopDialect : ISpanDialect
{
    private static readonly FrozenDictionary<string, GenAiField> Table = new Dictionary<string, GenAiField>
    {
        ["llm.vendor"] = GenAiField.Provider,
        ["llm.is_streaming"] = GenAiField.RequestStream,
        ["llm.frequency_penalty"] = GenAiField.RequestFrequencyPenalty,
        ["llm.presence_penalty"] = GenAiField.RequestPresencePenalty,
        ["llm.top_k"] = GenAiField.RequestTopK,
        ["llm.chat.stop_sequences"] = GenAiField.RequestStopSequences,
        ["llm.response.finish_reason"] = GenAiField.ResponseFinishReasons,
        ["traceloop.workflow.name"] = GenAiField.WorkflowName,
        ["gen_ai.usage.prompt_tokens"] = GenAiField.UsageInputTokens,
        ["gen_ai.usage.completion_tokens"] = GenAiField.UsageOutputTokens,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "traceloop";

    public bool Read(SpanFacts facts)
    {
        if (!facts.Unread().Any(attribute => IsOurs(attribute.Key)))
        {
            return false;
        }

        facts.Input.AddRange(Messages(facts, "gen_ai.prompt."));
        facts.Output.AddRange(Messages(facts, "gen_ai.completion."));
        facts.Tools.AddRange(FlatTree.Of(facts, "llm.request.functions.").Items.Select(tool => Tool(facts, tool)));
        facts.Map(Table);
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (Take(facts, key, value as string))
            {
                facts.Understand(index);
            }
        }

        facts.MapKnown(key => key.StartsWith("traceloop.", StringComparison.Ordinal) || key.StartsWith("llm.", StringComparison.Ordinal) ? key : null);
        return true;
    }

    private static bool IsOurs(string key) =>
        key.StartsWith("traceloop.", StringComparison.Ordinal)
        || key.StartsWith("gen_ai.prompt.0", StringComparison.Ordinal)
        || key.StartsWith("gen_ai.completion.0", StringComparison.Ordinal)
        || key.StartsWith("llm.request.", StringComparison.Ordinal)
        || key is "llm.vendor" or "llm.is_streaming" or "llm.usage.total_tokens";

    private static bool Take(SpanFacts facts, string key, string? text)
    {
        switch (key)
        {
            case "llm.request.type" when text is not null:
                facts.Operation ??= text is "completion" or "chat" ? SpanOperations.Chat : text;
                return text is "chat" or "completion" or "embedding";
            case "traceloop.span.kind" when text is not null:
                facts.Operation ??= text switch
                {
                    "tool" => SpanOperations.Tool,
                    "agent" => "invoke_agent",
                    "workflow" => "invoke_workflow",
                    _ => text,
                };
                return true;
            case "traceloop.entity.name" when text is not null:
                return facts.Operation is SpanOperations.Tool && facts.Take(GenAiField.ToolName, key, text);
            case "traceloop.entity.input" when text is not null:
                return facts.Operation is SpanOperations.Tool ? facts.Take(GenAiField.ToolCallArguments, key, text) : (facts.Work ??= text) == text;
            case "traceloop.entity.output" when text is not null:
                return facts.Operation is SpanOperations.Tool ? facts.Take(GenAiField.ToolCallResult, key, text) : (facts.Outcome ??= text) == text;
            default:
                return false;
        }
    }

    private static List<ChatTurn> Messages(SpanFacts facts, string prefix) =>
        [.. FlatTree.Of(facts, prefix).Items.SelectMany(item => Turn(facts, item, prefix == "gen_ai.prompt." ? "user" : "assistant"))];

    private static IEnumerable<ChatTurn> Turn(SpanFacts facts, FlatTree message, string role)
    {
        var turn = new TurnParts(message.Take(facts, "role") ?? role) { ToolCallId = message.Take(facts, "tool_call_id") };
        if (message.Take(facts, "content") is { } content)
        {
            turn.Say(content);
        }

        if (message.Take(facts, "finish_reason") is { } reason)
        {
            _ = facts.Take(GenAiField.ResponseFinishReasons, "gen_ai.completion", (object?[])[reason]);
        }

        foreach (FlatTree call in message.At("tool_calls")?.Items ?? [])
        {
            string? arguments = call.Take(facts, "arguments");
            turn.Call(new RequestedToolCall
            {
                Id = call.Take(facts, "id") ?? string.Empty,
                Name = call.Take(facts, "name") ?? string.Empty,
                Arguments = arguments ?? string.Empty,
                ArgumentsForm = arguments is null ? "lost" : null,
            });
        }

        return turn.ToTurns();
    }

    private static ToolDefinition Tool(SpanFacts facts, FlatTree tool) => new()
    {
        Name = tool.Take(facts, "name") ?? string.Empty,
        Description = tool.Take(facts, "description"),
        Parameters = tool.Take(facts, "parameters") is { } schema ? AttributeValue.Parse(schema) : null,
    };
}
