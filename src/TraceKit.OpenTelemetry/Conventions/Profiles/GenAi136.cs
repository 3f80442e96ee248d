namespace TraceKit.OpenTelemetry.Conventions.Profiles;

/// <summary>Semantic conventions 1.36: <c>gen_ai.system</c>, content in events of the span instead of attributes, nothing yet of caches, reasoning, streams and evaluations.</summary>
internal static class GenAi136
{
    public static GenAiProfile Profile { get; } = GenAi141.Profile
        .Derive("genai-1.36", "https://opentelemetry.io/schemas/1.36.0", new Dictionary<GenAiField, string?>
        {
            [GenAiField.Provider] = "gen_ai.system",
            [GenAiField.SystemInstructions] = null,
            [GenAiField.InputMessages] = null,
            [GenAiField.OutputMessages] = null,
            [GenAiField.RequestStream] = null,
            [GenAiField.ResponseTimeToFirstChunk] = null,
            [GenAiField.UsageCacheReadTokens] = null,
            [GenAiField.UsageCacheWriteTokens] = null,
            [GenAiField.UsageReasoningTokens] = null,
            [GenAiField.AgentVersion] = null,
            [GenAiField.ToolCallArguments] = null,
            [GenAiField.ToolCallResult] = null,
            [GenAiField.ToolDefinitions] = null,
            [GenAiField.EmbeddingsDimensionCount] = null,
            [GenAiField.RetrievalQueryText] = null,
            [GenAiField.RetrievalDocuments] = null,
            [GenAiField.RetrievalTopK] = null,
            [GenAiField.WorkflowName] = null,
            [GenAiField.EvaluationName] = null,
            [GenAiField.EvaluationScore] = null,
            [GenAiField.EvaluationLabel] = null,
            [GenAiField.EvaluationExplanation] = null,
        })
        .With(
            GenAi141.Profile.Spans with { ContentInEvents = true },
            GenAi141.Profile.Metrics with { TimeToFirstChunk = "tracekit.client.operation.time_to_first_chunk" });
}
