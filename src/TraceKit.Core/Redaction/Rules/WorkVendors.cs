namespace TraceKit.Redaction.Rules;

/// <summary>Documents, designs, maps and customers.</summary>
internal static class WorkVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("postman-key", "PMAK-", "[a-f0-9-]", 48),
        Token.Of("notion-token", ["ntn_", "secret_"], Token.Word, 40),
        Token.Of("figma-token", ["figd_", "figo_"], Token.Url, 36),
        Token.Of("typeform-token", "tfp_", Token.Url, 40),
        Token.Of("frameio-token", "fio-u-", Token.Url, 48),
        Token.Of("readme-key", "rdme_", "[a-z0-9]", 60),
        Token.Like("hubspot-token", ["pat-na1-", "pat-na2-", "pat-eu1-", "pat-ap1-"], @"pat-(?:na|eu|ap)[12]-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}", "[a-f0-9-]", 36),
        Token.Like("mapbox-token", ["sk.eyJ"], @"sk\.eyJ[A-Za-z0-9_-]{40,512}\.[A-Za-z0-9_-]{20}", Token.Url, 36),
    ];
}
