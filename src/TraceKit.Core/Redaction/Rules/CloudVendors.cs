namespace TraceKit.Redaction.Rules;

/// <summary>Clouds.</summary>
internal static class CloudVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        new("aws-access-key-id", ["AKIA", "ASIA", "ABIA", "ACCA"], @"\bA(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}\b") { Lead = 0, HoldsRun = true, Glance = SecretGlances.Token },
        new(
            "aws-secret-key",
            ["secret_access_key", "SECRET_ACCESS_KEY", "ecretAccessKey"],
            """(?:secret_access_key|SECRET_ACCESS_KEY|ecretAccessKey)["'\\]{0,3}\s{0,3}[:=]{1,2}>?\s{0,3}["'\\]{0,3}(?<secret>[A-Za-z0-9/+]{40})""")
        { Lead = 0, HoldsRun = true, Glance = SecretGlances.Assignment, ReadsProperties = true },
        Token.Opaque("aws-bedrock-key", ["ABSK"], 80),
        Token.Of("google-api-key", "AIza", Token.Url, 35),
        Token.Of("google-oauth-token", "ya29.", Token.Url, 32),
        Token.Of("google-client-secret", "GOCSPX-", Token.Url, 24),
        new("azure-storage-key", ["AccountKey=", "SharedAccessKey="], @"\b(?:Account|SharedAccess)Key=(?<secret>[A-Za-z0-9+/]{40})")
        { Reach = SecretReach.Opaque, Lead = 0, HoldsRun = true },
        new("azure-signature", ["sig="], @"\bsig=(?<secret>[A-Za-z0-9%+/_-]{40})") { Reach = SecretReach.Percented, Lead = 0, Glance = SecretGlances.Token },
        Token.Around("azure-client-secret", ["8Q~", "7Q~"], @"\b[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}", 3),
        Token.Around("azure-service-key", ["JQQJ99"], @"\b[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9+/=_-]{26,30}", 52),
        Token.Of("digitalocean-token", ["dop_v1_", "doo_v1_", "dor_v1_"], Token.Hex, 64),
        Token.Of("alibaba-key-id", "LTAI", Token.Word, 16),
        Token.Of("tencent-key-id", "AKID", Token.Word, 32),
        Token.Of("cloudflare-origin-key", "v1.0-", "[a-f0-9-]", 64),
        Token.Of("heroku-key", "HRKU-", Token.Url, 36),
        Token.Opaque("fly-token", ["fo1_", "fm1_", "fm2_"], 40),
        Token.Of("netlify-token", "nfp_", Token.Word, 36),
        Token.Of("render-key", "rnd_", Token.Word, 28),
    ];
}
