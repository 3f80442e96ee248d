namespace TraceKit.OpenTelemetry.Conventions.Profiles;

/// <summary>Semantic conventions 1.41: content on attributes, no streaming flag, prompt names or plans yet.</summary>
internal static class GenAi141
{
    public static GenAiProfile Profile { get; } = GenAiDev202608.Profile.Derive("genai-1.41", "https://opentelemetry.io/schemas/1.41.0", new Dictionary<GenAiField, string?>());
}
