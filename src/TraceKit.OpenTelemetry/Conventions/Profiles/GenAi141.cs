namespace TraceKit.OpenTelemetry.Conventions.Profiles;

/// <summary>Semantic conventions 1.41, before they moved to a repository of their own: no plans, prompts, reasoning level or metrics of agents and tools yet.</summary>
internal static class GenAi141
{
    public static GenAiProfile Profile { get; } = GenAiDev202608.Profile
        .Derive("genai-1.41", "https://opentelemetry.io/schemas/1.41.0", new Dictionary<GenAiField, string?>
        {
            [GenAiField.RequestReasoningLevel] = null,
            [GenAiField.RequestPreviousResponseId] = null,
            [GenAiField.ResponseStatus] = null,
            [GenAiField.ConversationCompacted] = null,
            [GenAiField.PromptName] = null,
            [GenAiField.PromptVersion] = null,
            [GenAiField.RetrievalTopK] = null,
        })
        .With(GenAiDev202608.Profile.Spans with { HasPlans = false }, GenAiDev202608.Profile.Metrics.WithoutAgents());
}
