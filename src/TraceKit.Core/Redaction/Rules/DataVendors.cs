namespace TraceKit.Redaction.Rules;

/// <summary>Databases and stores.</summary>
internal static class DataVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("databricks-token", "dapi", Token.Hex, 32),
        Token.Of("planetscale-token", ["pscale_tkn_", "pscale_oauth_", "pscale_pw_"], Token.Url, 32),
        Token.Of("supabase-token", ["sbp_", "sb_secret_"], Token.Snake, 30),
        Token.Of("neon-key", "napi_", Token.Word, 48),
        Token.Like("airtable-token", ["pat"], @"pat[A-Za-z0-9]{14}\.[a-f0-9]{60}", Token.Word, 14),
        Token.Of("contentful-token", "CFPAT-", Token.Url, 40),
        Token.Of("prefect-key", ["pnu_", "pnb_"], Token.Word, 36),
    ];
}
