namespace TraceKit.Redaction.Rules;

/// <summary>Registries of packages and images.</summary>
internal static class PackageVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("npm-token", "npm_", Token.Word, 36),
        Token.Of("pypi-token", "pypi-", Token.Url, 32),
        Token.Of("gem-push-key", "rubygems_", Token.Hex, 48),
        Token.Of("crates-token", "cio", Token.Word, 32),
        Token.Of("nuget-key", "oy2", "[a-z0-9]", 43),
        Token.Of("docker-token", ["dckr_pat_", "dckr_oat_"], Token.Url, 24),
        Token.Of("clojars-token", "CLOJARS_", "[a-z0-9]", 48),
        Token.Of("artifactory-key", "AKCp", Token.Word, 60),
        Token.Of("composer-token", ["packagist_ack_", "packagist_uut_", "packagist_out_"], "[a-z0-9]", 40),
    ];
}
