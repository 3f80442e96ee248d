using System.Collections.Frozen;
using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Reading.Dialects;

/// <summary>The GenAI conventions in all profiles, with the names that come after them and those that libraries still write from before.</summary>
/// <remarks>No profile needs to be known to read: a name never means two things.</remarks>
internal sealed class GenAiDialect : ISpanDialect
{
    private static readonly FrozenDictionary<string, GenAiField> Table = Keys().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithoutField =
        FrozenSet.Create(StringComparer.Ordinal, "server.address", "server.port", "gen_ai.token.type", "gen_ai.request.stream_cursor", "gen_ai.serialized.name", "gen_ai.client.operation.duration");

    private static readonly string[] Families =
    [
        "gen_ai.memory.", "gen_ai.usage.", "gen_ai.prompt.variable.", "gen_ai.openai.", "openai.", "aws.bedrock.", "azure.", "gen_ai.request.", "gen_ai.response.", "gen_ai.agent.",
        "gen_ai.tool.", "gen_ai.retrieval.", "gen_ai.embeddings.", "gen_ai.data_source.", "gen_ai.workflow.", "gen_ai.conversation.", "gen_ai.evaluation.",
    ];

    public string Name => "genai";

    public bool Read(SpanFacts facts)
    {
        int before = facts.Unread().Count();
        facts.Map(Table);
        facts.MapKnown(Known);
        bool any = facts.Unread().Count() < before;
        facts.Operation ??= NameOfSpan(facts.Span.Name);
        return any || facts.Operation is not null;
    }

    private static string? Known(string key) =>
        WithoutField.Contains(key) || Families.Any(family => key.StartsWith(family, StringComparison.Ordinal)) ? FieldNames.Short(key) : null;

    /// <summary>The operation of a span that says it by its name alone, such as <c>orchestrate_tools</c>.</summary>
    private static string? NameOfSpan(string name) =>
        SpanOperations.Named.FirstOrDefault(operation => name == operation || name.StartsWith(operation + " ", StringComparison.Ordinal));

    private static Dictionary<string, GenAiField> Keys()
    {
        var keys = new Dictionary<string, GenAiField>(StringComparer.Ordinal);
        foreach (GenAiProfile profile in GenAiProfile.All)
        {
            foreach (GenAiField field in Enum.GetValues<GenAiField>())
            {
                if (profile.Key(field) is { } key)
                {
                    keys[key] = field;
                }
            }
        }

        foreach (GenAiField field in Enum.GetValues<GenAiField>())
        {
            keys[GenAiProfile.OwnKey(field)] = field; // what a profile has no name for, TraceKit writes under one of its own
        }

        foreach ((string key, GenAiField field) in OtherNames)
        {
            _ = keys.TryAdd(key, field);
        }

        return keys;
    }

    private static IEnumerable<(string Key, GenAiField Field)> OtherNames =>
    [
        ("gen_ai.system", GenAiField.Provider),
        ("gen_ai.response.finish_reason", GenAiField.ResponseFinishReasons),
        ("gen_ai.usage.prompt_tokens", GenAiField.UsageInputTokens),
        ("gen_ai.usage.completion_tokens", GenAiField.UsageOutputTokens),
        ("gen_ai.usage.cache_write.input_tokens", GenAiField.UsageCacheWriteTokens),
        ("gen_ai.usage.cache_creation.input_tokens", GenAiField.UsageCacheWriteTokens),
        ("gen_ai.usage.cache_read_input_tokens", GenAiField.UsageCacheReadTokens),
        ("gen_ai.usage.cache_creation_input_tokens", GenAiField.UsageCacheWriteTokens),
        ("gen_ai.usage.reasoning_tokens", GenAiField.UsageReasoningTokens),
        ("gen_ai.openai.request.seed", GenAiField.RequestSeed),
        ("gen_ai.openai.request.response_format", GenAiField.OutputType),
        ("gen_ai.request.is_stream", GenAiField.RequestStream),
        ("gen_ai.tool.call.parameters", GenAiField.ToolCallArguments),
        ("gen_ai.prompt_json", GenAiField.InputMessages),
        ("gen_ai.completion_json", GenAiField.OutputMessages),
    ];
}
