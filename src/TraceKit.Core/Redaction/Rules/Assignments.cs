namespace TraceKit.Redaction.Rules;

/// <summary>Secrets that only their name tells: headers, settings and variables.</summary>
internal static class Assignments
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        new("bearer-token", ["earer "], @"\b[Bb]earer\s{1,3}(?<secret>[A-Za-z0-9_+/=.~-]{16})", SecretCheck.Entropy(3)) { Reach = SecretReach.Opaque, Lead = 1, NearestLead = 1, HoldsRun = true },
        new(
            "basic-credentials",
            ["uthorization"],
            """\b[Aa]uthorization["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3}[Bb]asic\s{1,3}(?<secret>[A-Za-z0-9+/]{8})""")
        { Reach = SecretReach.Opaque, Lead = 1, NearestLead = 1, Glance = SecretGlances.Assignment, ReadsProperties = true },
        new(
            "assigned-secret",
            [
                "ecret", "ECRET", "pi_key", "pi-key", "pi_Key", "pi-Key", "pikey", "piKey", "PI_KEY", "PI-KEY", "PIKEY",
                "ccess_key", "ccess-key", "ccessKey", "CCESS_KEY", "ss_token", "th_token", "sh_token", "er_token", "pi_token",
                "ssToken", "thToken", "shToken", "piToken", "_TOKEN", "token=",
            ],
            """(?:[Ss]ecret|SECRET|[Aa]pi[_-]?[Kk]ey|API[_-]?KEY|[Aa]ccess[_-]?[Kk]ey|ACCESS_KEY|(?:ss|th|sh|er|pi)_?[Tt]oken|_TOKEN|\btoken)["'\\]{0,3}\s{0,3}[:=]{1,2}>?\s{0,3}["'\\]{0,3}(?<secret>[A-Za-z0-9_+/~!-]{16})""",
            SecretCheck.Entropy(3))
        { Reach = SecretReach.Opaque, Lead = 1, HoldsRun = true, Glance = SecretGlances.Assignment, ReadsProperties = true },
        new(
            "assigned-password",
            ["assword", "ASSWORD", "asswd", "ASSWD", "passphrase"],
            """(?:[Pp]assw(?:or)?d|PASSW(?:OR)?D|passphrase)["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3}(?<secret>[^\s"'<>;,&()\[\]{}\\]{8,128})""",
            SecretCheck.Entropy(2.5))
        { Lead = 1, Glance = SecretGlances.Assignment, ReadsProperties = true },
    ];
}
