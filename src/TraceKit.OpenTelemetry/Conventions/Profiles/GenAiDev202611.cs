namespace TraceKit.OpenTelemetry.Conventions.Profiles;

/// <summary>
/// The conventions as they were read in November 2026 (semantic-conventions-genai: the migration guide at 32c328e, client inference at 024a4f9):
/// cache writes, counters of tokens, durations of inference, and finish reasons of the span alone.
/// </summary>
internal static class GenAiDev202611
{
    public static GenAiProfile Profile { get; } = GenAiDev202608.Profile
        .Derive("genai-dev-2026-11", "https://opentelemetry.io/schemas/gen-ai-dev/2026-11", new Dictionary<GenAiField, string?>
        {
            [GenAiField.UsageCacheWriteTokens] = "gen_ai.usage.cache_write.input_tokens",
        })
        .With(
            GenAiDev202608.Profile.Spans with { FinishReasonInMessages = false },
            GenAiDev202608.Profile.Metrics with
            {
                TokenUsage = null,
                Usage = "gen_ai.client.inference.usage.",
                CallDuration = "gen_ai.client.inference.duration",
                TimeToFirstChunk = "gen_ai.client.inference.time_to_first_chunk",
            });
}
