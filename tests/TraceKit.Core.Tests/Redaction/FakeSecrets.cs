namespace TraceKit.Core.Tests.Redaction;

/// <summary>Texts in the form of secrets, put together from pieces so that no scanner takes them for real ones.</summary>
internal static class FakeSecrets
{
    private const string Random = "q8Zt3Kx7Lm2Vb9Nc4Rw6Yp1Hs5Dg0Jf8Ta2Ue7Xi3Ok6Bv9Mz4Ql1Cw5Sn0Ed8Gy2Ph7Rj3";
    private const string Capitals = "Q2ZT3KX7LM2VB6NC";

    public static string OpenAi { get; } = "sk" + "-proj-" + Random[..40] + "_" + Random[40..60];

    public static string Pem { get; } = Begin + string.Concat(Enumerable.Repeat(Random[..64] + "\n", 4)) + Random[..20] + "==\n-----END RSA PRIVATE" + " KEY-----";

    public static string PemWithoutEnd { get; } = Begin + string.Concat(Enumerable.Repeat(Random[..64] + "\n", 4)) + Random[..20];

    private static string Begin => "-----BEGIN RSA PRIVATE" + " KEY-----\n";

    /// <summary>The rule's name, a text with the secret, and the secret itself.</summary>
    public static IReadOnlyDictionary<string, (string Text, string Secret)> ByRule { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["openai-key"] = Alone(OpenAi),
        ["sk-key"] = Alone("sk" + "-" + Random[..48]),
        ["openrouter-key"] = Alone("sk" + "-or-v1-" + string.Concat(Enumerable.Repeat("0a1b2c3d4e5f6789", 4))),
        ["anthropic-key"] = Alone("sk" + "-ant-api03-" + Random[..70] + "-AA"),
        ["huggingface-token"] = Alone("hf" + "_" + Random[..34]),
        ["github-token"] = Alone("gh" + "p_" + Random[..36]),
        ["github-fine-grained-token"] = Alone("github" + "_pat_" + Random[..22] + "_" + Random[..59]),
        ["gitlab-token"] = Alone("glpat" + "-" + Random[..20]),
        ["npm-token"] = Alone("npm" + "_" + Random[..36]),
        ["pypi-token"] = Alone("pypi" + "-AgEIcHlwaS5vcmc" + Random[..60]),
        ["aws-access-key-id"] = Alone("AK" + "IA" + Capitals),
        ["aws-secret-key"] = ("aws_secret_access" + "_key = " + Random[..40], Random[..40]),
        ["google-api-key"] = Alone("AI" + "za" + Random[..35]),
        ["slack-token"] = Alone("xox" + "b-123456789012-123456789012-" + Random[..24]),
        ["slack-app-token"] = Alone("xapp" + "-1-A012345-" + Random[..32]),
        ["stripe-key"] = Alone("sk" + "_live_" + Random[..24]),
        ["azure-storage-key"] = ("DefaultEndpointsProtocol=https;Account" + "Key=" + Random + "AbCdEfGhIj" + "==;Suffix=x", Random),
        ["jwt"] = Alone("ey" + "J" + Random[..33] + "." + "ey" + "J" + Random[..50] + "." + Random[..43]),
        ["private-key"] = (Pem, Random[..64]),
        ["url-password"] = ("postgres" + "://app:" + "h9Kx2pQz@db.example/app", "h9Kx2pQz"),
        ["connection-password"] = ("Server=db;User Id=app;Pass" + "word=h9Kx2pQz;Encrypt=true", "h9Kx2pQz"),
        ["bearer-token"] = ("curl -H 'Authorization: Bear" + "er " + Random[..32] + "'", Random[..32]),
        ["basic-credentials"] = ("Authorization: Bas" + "ic YWxhZGRpbjpvcGVuc2VzYW1l", "YWxhZGRpbjpvcGVuc2VzYW1l"),
        ["assigned-secret"] = ("export SOME_API" + "_KEY=" + Random[..32], Random[..32]),
        ["assigned-password"] = ("DB_PASS" + "WORD=h9Kx2pQzW", "h9Kx2pQzW"),
    };

    private static (string Text, string Secret) Alone(string secret) => ("use " + secret + " for now", secret);
}
