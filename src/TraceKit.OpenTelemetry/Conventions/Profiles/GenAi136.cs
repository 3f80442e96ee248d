namespace TraceKit.OpenTelemetry.Conventions.Profiles;

/// <summary>Semantic conventions 1.36: <c>gen_ai.system</c>, and content in events of the span instead of attributes.</summary>
internal static class GenAi136
{
    public static GenAiProfile Profile { get; } = GenAi141.Profile.Derive("genai-1.36", "https://opentelemetry.io/schemas/1.36.0", new Dictionary<GenAiField, string?>
    {
        [GenAiField.Provider] = "gen_ai.system",
        [GenAiField.SystemInstructions] = null,
        [GenAiField.InputMessages] = null,
        [GenAiField.OutputMessages] = null,
    });
}
