namespace TraceKit.Redaction.Rules;

/// <summary>Vaults of secrets, infrastructure as code, and what watches over it.</summary>
internal static class OperationsVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("vault-token", ["hvs.", "hvb.", "hvr."], Token.Url, 24),
        Token.Of("doppler-token", ["dp.pt.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."], Token.Word, 40),
        Token.Like("doppler-service-token", ["dp.st."], @"dp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40}", "[A-Za-z0-9._-]", 40),
        Token.Around("terraform-token", [".atlasv1."], @"\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,80}", 14),
        Token.Of("pulumi-token", "pul-", Token.Hex, 40),
        Token.Of("one-password-token", "ops_eyJ", Token.Url, 48),
        Token.Of("age-key", "AGE-SECRET-KEY-1", "[A-Z0-9]", 48),
        Token.Opaque("sentry-token", ["sntrys_", "sntryu_"], 48),
        Token.Opaque("grafana-token", ["glsa_", "glc_"], 32),
        Token.Of("newrelic-key", ["NRAK-", "NRII-", "NRRA-"], Token.Url, 24),
        Token.Like("dynatrace-token", ["dt0c01."], @"dt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{48}", "[A-Z0-9.]", 60),
        Token.Of("infracost-key", "ico-", Token.Word, 32),
        Token.Like("launchdarkly-key", ["sdk-", "api-", "mob-"], @"(?:sdk|api|mob)-[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}", "[a-f0-9-]", 36),
    ];
}
