using System.Collections.Frozen;
using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>Names of single vendors beside the conventions: LangSmith's exporter, Google's agent kit, Langfuse, Pydantic AI.</summary>
internal sealed class VendorDialect : ISpanDialect
{
    private static readonly FrozenDictionary<string, GenAiField> Table = new Dictionary<string, GenAiField>
    {
        ["langsmith.metadata.ls_model_name"] = GenAiField.RequestModel,
        ["langsmith.metadata.ls_provider"] = GenAiField.Provider,
        ["langsmith.metadata.ls_temperature"] = GenAiField.RequestTemperature,
        ["gcp.vertex.agent.tool_call_args"] = GenAiField.ToolCallArguments,
        ["gcp.vertex.agent.tool_response"] = GenAiField.ToolCallResult,
        ["gen_ai.prompt"] = GenAiField.InputMessages,
        ["gen_ai.completion"] = GenAiField.OutputMessages,
        ["session.id"] = GenAiField.ConversationId,
        ["agent_name"] = GenAiField.AgentName,
        ["model_name"] = GenAiField.RequestModel,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Families = ["langsmith.", "gcp.vertex.agent.", "langfuse.", "logfire.", "braintrust.", "user."];

    public string Name => "vendors";

    public bool Read(SpanFacts facts)
    {
        int before = facts.Unread().Count();
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (key == "langsmith.span.kind" && value is string kind)
            {
                facts.Operation ??= kind switch
                {
                    "llm" => SpanOperations.Chat,
                    "tool" => SpanOperations.Tool,
                    _ => kind,
                };
                facts.Understand(index);
            }
        }

        facts.Map(Table);
        facts.MapKnown(key => Families.Any(family => key.StartsWith(family, StringComparison.Ordinal)) || key is "model_request_parameters" or "final_result" ? key : null);
        return facts.Unread().Count() < before;
    }
}
