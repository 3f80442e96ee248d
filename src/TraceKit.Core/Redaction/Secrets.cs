namespace TraceKit.Redaction;

/// <summary>Rules for credentials.</summary>
public static class Secrets
{
    /// <summary>Keys and tokens of vendors, private keys, JSON Web Tokens, passwords in URLs and connection strings, assigned secrets.</summary>
    /// <remarks>A rule stands for a token's documented form at a word's boundary, so that words such as <c>task-001</c> stay.</remarks>
    public static RedactionPolicy Default { get; } = RedactionPolicy.None
        .With(ModelVendors())
        .With(CodeVendors())
        .With(CloudVendors())
        .With(Forms())
        .With(Assignments());

    private static IEnumerable<SecretRule> ModelVendors() =>
    [
        Token("anthropic-key", "sk-ant-", @"sk-ant-[A-Za-z0-9_-]{20}"),
        new("openai-key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], @"sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20}") { Reach = SecretReach.Token },
        new("openrouter-key", ["sk-or-v1-"], @"sk-or-v1-[a-f0-9]{32}") { Reach = SecretReach.Token },
        new("sk-key", ["sk-"], @"sk-[A-Za-z0-9]{20}", SecretCheck.Entropy(3)) { Reach = SecretReach.Token },
        Token("huggingface-token", "hf_", @"hf_[A-Za-z0-9]{30}"),
    ];

    private static IEnumerable<SecretRule> CodeVendors() =>
    [
        new("github-token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], @"gh[pousr]_[A-Za-z0-9]{30}") { Reach = SecretReach.Token },
        Token("github-fine-grained-token", "github_pat_", @"github_pat_[A-Za-z0-9_]{30}"),
        Token("gitlab-token", "glpat-", @"glpat-[A-Za-z0-9_-]{20}"),
        Token("npm-token", "npm_", @"npm_[A-Za-z0-9]{36}"),
        Token("pypi-token", "pypi-", @"pypi-[A-Za-z0-9_-]{32}"),
    ];

    private static IEnumerable<SecretRule> CloudVendors() =>
    [
        new("aws-access-key-id", ["AKIA", "ASIA", "ABIA", "ACCA"], @"\bA(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}\b"),
        new(
            "aws-secret-key",
            ["secret_access_key", "SECRET_ACCESS_KEY", "ecretAccessKey"],
            """(?:secret_access_key|SECRET_ACCESS_KEY|ecretAccessKey)["'\\]{0,3}\s{0,3}[:=]{1,2}>?\s{0,3}["'\\]{0,3}(?<secret>[A-Za-z0-9/+]{40})""")
        { ReadsProperties = true },
        Token("google-api-key", "AIza", @"AIza[A-Za-z0-9_-]{35}"),
        Token("slack-token", "xox", @"xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10}"),
        Token("slack-app-token", "xapp-", @"xapp-[0-9]-[A-Za-z0-9-]{10}"),
        new("stripe-key", ["sk_live_", "rk_live_", "sk_test_", "rk_test_"], @"[sr]k_(?:live|test)_[A-Za-z0-9]{16}") { Reach = SecretReach.Token },
        new("azure-storage-key", ["AccountKey=", "SharedAccessKey="], @"\b(?:Account|SharedAccess)Key=(?<secret>[A-Za-z0-9+/]{40})") { Reach = SecretReach.Opaque },
    ];

    private static IEnumerable<SecretRule> Forms() =>
    [
        new("private-key", ["PRIVATE KEY"], "-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----") { Reach = SecretReach.Pem },
        new("jwt", ["eyJ"], @"\beyJ[A-Za-z0-9_-]{8}") { Reach = SecretReach.Jwt },
        new("url-password", ["://"], """://[^\s/?#@:"'<>\[\]\\{}]{0,64}:(?<secret>[^\s/?#"'<>\[\]\\{}]{1,128})@"""),
        new("connection-password", ["assword=", "wd="], """\b(?:[Pp]assword|[Pp]wd)=[^;"'\s\[\]{}]""") { Reach = SecretReach.ConnectionValue },
    ];

    private static IEnumerable<SecretRule> Assignments() =>
    [
        new("bearer-token", ["earer "], @"\b[Bb]earer\s{1,3}(?<secret>[A-Za-z0-9_+/=.~-]{16})", SecretCheck.Entropy(3)) { Reach = SecretReach.Opaque },
        new(
            "basic-credentials",
            ["uthorization"],
            """\b[Aa]uthorization["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3}[Bb]asic\s{1,3}(?<secret>[A-Za-z0-9+/]{8})""")
        { Reach = SecretReach.Opaque, ReadsProperties = true },
        new(
            "assigned-secret",
            [
                "ecret", "ECRET", "pi_key", "pi-key", "pi_Key", "pi-Key", "pikey", "piKey", "PI_KEY", "PI-KEY", "PIKEY",
                "ccess_key", "ccess-key", "ccessKey", "CCESS_KEY", "ss_token", "th_token", "sh_token", "er_token", "pi_token",
                "ssToken", "thToken", "shToken", "piToken", "_TOKEN", "token=",
            ],
            """(?:[Ss]ecret|SECRET|[Aa]pi[_-]?[Kk]ey|API[_-]?KEY|[Aa]ccess[_-]?[Kk]ey|ACCESS_KEY|(?:ss|th|sh|er|pi)_?[Tt]oken|_TOKEN|\btoken)["'\\]{0,3}\s{0,3}[:=]{1,2}>?\s{0,3}["'\\]{0,3}(?<secret>[A-Za-z0-9_+/~!-]{16})""",
            SecretCheck.Entropy(3))
        { Reach = SecretReach.Opaque, ReadsProperties = true },
        new(
            "assigned-password",
            ["assword", "ASSWORD", "asswd", "ASSWD", "passphrase"],
            """(?:[Pp]assw(?:or)?d|PASSW(?:OR)?D|passphrase)["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3}(?<secret>[^\s"'<>;,&()\[\]{}\\]{8,128})""",
            SecretCheck.Entropy(2.5))
        { ReadsProperties = true },
    ];

    private static SecretRule Token(string name, string keyword, string pattern) => new(name, [keyword], pattern) { Reach = SecretReach.Token };
}
