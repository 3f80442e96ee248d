namespace TraceKit.Redaction.Rules;

/// <summary>Vendors of models, and of what agents use beside them.</summary>
internal static class ModelVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("anthropic-key", "sk-ant-", Token.Url, 20),
        Token.Of("openai-key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], Token.Url, 20),
        Token.Of("openrouter-key", "sk-or-v1-", Token.Hex, 32),
        Token.Of("langfuse-key", ["sk-lf-", "pk-lf-"], "[a-f0-9-]", 32),
        Token.Like("sk-key", ["sk-"], "sk-[A-Za-z0-9]{20}", Token.Word, 20, SecretCheck.Entropy(3)),
        Token.Of("huggingface-token", ["hf_", "api_org_"], Token.Word, 30),
        Token.Of("groq-key", "gsk_", Token.Word, 40),
        Token.Of("xai-key", "xai-", Token.Word, 48),
        Token.Of("perplexity-key", "pplx-", Token.Word, 40),
        Token.Of("replicate-token", "r8_", Token.Word, 36),
        Token.Of("nvidia-key", "nvapi-", Token.Url, 48),
        Token.Of("cerebras-key", "csk-", Token.Word, 40),
        Token.Of("together-key", "tgp_v1_", Token.Url, 36),
        Token.Of("fireworks-key", "fw_", Token.Word, 22),
        Token.Of("langsmith-key", ["lsv2_pt_", "lsv2_sk_"], Token.Hex, 32),
        Token.Of("tavily-key", ["tvly-dev-", "tvly-prod-", "tvly-"], Token.Word, 28),
        Token.Of("firecrawl-key", "fc-", Token.Hex, 32),
        Token.Of("e2b-key", "e2b_", Token.Hex, 40),
        Token.Of("elevenlabs-key", "sk_", Token.Hex, 48),
        Token.Of("pinecone-key", "pcsk_", Token.Snake, 50),
        Token.Of("jina-key", "jina_", Token.Word, 40),
        Token.Of("voyage-key", "pa-", Token.Url, 43),
    ];
}
