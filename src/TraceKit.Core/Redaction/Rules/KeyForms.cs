namespace TraceKit.Redaction.Rules;

/// <summary>Forms that belong to no vendor: private keys, tokens that sign themselves, passwords in addresses and connection strings.</summary>
internal static class KeyForms
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        new("private-key", ["BEGIN "], "-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----") { Reach = SecretReach.Pem, Lead = 5, NearestLead = 5, Glance = SecretGlances.Pem },
        new("jwt", ["eyJ"], @"\beyJ[A-Za-z0-9_-]{8}") { Reach = SecretReach.Jwt, Lead = 0, HoldsRun = true, Glance = SecretGlances.Token },
        new("url-password", ["://"], """://[^\s/?#@:"'<>\[\]\\{}]{0,64}:(?<secret>[^\s/?#"'<>\[\]\\{}]{1,128})@""") { Lead = 0, Glance = SecretGlances.UserInUrl },
        new("connection-password", ["assword=", "wd="], """\b(?:[Pp]assword|[Pp]wd)=[^;"'\s\[\]{}]""") { Reach = SecretReach.ConnectionValue, Lead = 1, NearestLead = 1 },
        new(
            "database-password",
            ["gres://", "gresql://", "ysql://", "ariadb://", "ongodb://", "+srv://", "edis://", "ediss://", "mqp://", "mqps://", "qlserver://", "ssql://"],
            """(?:gres|gresql|ysql|ariadb|ongodb|\+srv|edis|ediss|mqp|mqps|qlserver|ssql)://[^\s/?#@:"'<>\[\]\\{}]{1,64}:(?<secret>[^\s/?#@:&,;"'<>\[\]\\{}]{8,128})""",
            SecretCheck.Entropy(2.5))
        { Lead = 0 },
    ];
}
