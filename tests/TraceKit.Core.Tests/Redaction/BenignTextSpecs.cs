using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

public sealed class BenignTextSpecs
{
    private static readonly string[] Texts =
    [
        "task-001 is low risk-free, check disk-usage",
        "ask-me-anything-about-the-help-desk-of-the-department-42",
        "sk-learn-style-estimators-with-a-fit-method",
        "risk-adjusted-return-of-the-portfolio-2024",
        "550e8400-e29b-41d4-a716-446655440000",
        "0199aa3c-77f1-7c3e-8a55-0d9d8f1b2c3d#12",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "commit 8d41d06f1b1d0a2f4f2f9a7a4f0e7d3c5b6a7980",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT",
        "/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.33",
        @"C:\temp\new\report-2024\notes.txt",
        "https://example.org/search?q=agent+traces&page=2#results",
        "https://example.org:8443/a/b/c",
        "see http://localhost:8080 and mail me@example.org",
        "git@example.org:team/project.git",
        "ssh://git@example.org/team/project.git",
        "Bearer of bad news",
        "the bearer shall-not-pass-through-this-gate-ever",
        "Authorization: none needed",
        "password reset",
        "password: required",
        "Your password must have 8 characters, one digit and one letter.",
        "password = getpass.getpass()",
        "password=password",
        "api_key = os.environ[\"SERVICE_API_KEY\"]",
        "var apiKey = configuration.GetValue<string>(\"ApiKey\");",
        "api_key: str | None = None",
        "token = self.tokenizer.decode(ids)",
        "max_tokens=4096, prompt_tokens: 1200, completion_tokens: 88",
        "const secret = require('./secret');",
        "The secret: practice makes perfect, always.",
        "secretary=jane, secret_santa=true",
        "if (accessToken == null) return;",
        "hf_hub_download(repo_id, filename)",
        "ghp_ is the prefix of a token",
        "an AKIA prefix means a long-lived key",
        "The header says -----BEGIN PRIVATE KEY----- and then comes the key.",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "eyJ is how base64 of JSON begins",
        "eyJhIjoxfQ.and.more",
        "npm_config_registry=https://registry.example.org/",
        "npm_lifecycle_event=test",
        "pypi-publish workflow",
        "xoxo, your agent",
        "sk_learn_live_models",
        "100 % of 50%25 is %20 encoded",
        "a \\u0041 b \\x41 &#65; \\n",
        "for (int i = 0; i < 10; i++) { sum += values[i] * weights[i]; }",
        "SELECT id, name FROM users WHERE email LIKE '%@example.org'",
        "{\"name\":\"read_file\",\"arguments\":{\"path\":\"/etc/hosts\",\"limit\":100}}",
        "{\"a\":\"https://a:1\",\"b\":\"c@d.e\"}",
        "Ünïcödé and 漢字 and 🙂 stay",
        "kubectl get secret: name=abc-deploy-7d9c5b6f4d-x2x9z",
        "api_key=xxxxxxxxxxxxxxxxxxxx and API_KEY=<your-api-key-goes-here>",
        "redis://cache:6379/0 and postgres://db:5432",
        "sk_buff *skb = dev_alloc_skb(len); sk_alloc_and_initialize_the_socket",
        "api-version-2024-05-01-preview and sdk-for-javascript-and-typescript",
        "re_compile_the_expression_with_flags fw_update_to_version_2024_11_01",
        "patience/pattern_matching_of_the_whole_repository/path_to_the_file.py",
        "SG.UG.EU.and.so.on, hvs.channel, dp.pt.x, ya29.readme",
        "https://hooks.example.com/services/list and https://discord.com/api/webhooks/docs",
        "postgres://${USER}:${PASS}@host/db",
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Texts.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Benign_text_is_not_changed(int place)
    {
        string json = Redacting.Json(("text", Texts[place]), (Texts[place], "x"), ("nested", Redacting.Json(("out", Texts[place]))));

        Redacting.Outcome outcome = Redacting.Of(json);

        Assert.False(outcome.Changed, outcome.Json);
        Assert.Equal(0, outcome.Written);
        Assert.Equal(0, outcome.Counts.Total + outcome.Counts.Failed);
    }

    [Fact]
    public void The_sentence_that_another_tool_corrupted_is_unchanged_by_all_rules()
    {
        RedactionPolicy all = Secrets.Default.With(PersonalData.Default.Rules);

        Assert.False(Redacting.Of(Redacting.Json(("text", Texts[0])), all).Changed);
        Assert.False(Redacting.Of(Redacting.Json(("text", Texts[0])), PersonalData.Default).Changed);
    }

    [Fact]
    public void There_are_at_least_forty_benign_texts() => Assert.True(Texts.Length >= 40);
}
