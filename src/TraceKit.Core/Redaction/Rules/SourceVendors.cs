namespace TraceKit.Redaction.Rules;

/// <summary>Hosts of source code, and what builds it.</summary>
internal static class SourceVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("github-token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], Token.Word, 30),
        Token.Of("github-fine-grained-token", "github_pat_", Token.Snake, 30),
        Token.Of("gitlab-token", ["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glft-", "glsoat-", "glimt-", "glagent-", "gloas-", "glffct-"], Token.Url, 20),
        Token.Of("bitbucket-app-password", "ATBB", Token.Word, 28),
        Token.Of("atlassian-token", ["ATATT3", "ATCTT3"], Token.Url, 48),
        Token.Of("circleci-token", ["CCIPAT_", "CCIPRJ_"], Token.Snake, 40),
        Token.Of("buildkite-token", "bkua_", Token.Hex, 40),
        Token.Of("sonar-token", ["squ_", "sqp_", "sqa_"], Token.Hex, 40),
        Token.Of("sourcegraph-token", ["sgp_", "sgd_"], "[a-f0-9_]", 40),
        Token.Of("linear-key", ["lin_api_", "lin_oauth_"], Token.Word, 32),
        Token.Of("scalingo-token", "tk-us-", Token.Url, 48),
    ];
}
