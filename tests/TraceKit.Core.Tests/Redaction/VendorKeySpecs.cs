using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

public sealed class VendorKeySpecs
{
    public static TheoryData<string> Rules => [.. FakeSecrets.ByRule.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_secret_in_a_prompt_is_replaced_and_counted(string rule)
    {
        (string text, string secret) = FakeSecrets.ByRule[rule];

        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("prompt", text)));

        AssertGone(outcome, secret, rule);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_secret_in_a_tool_result_that_is_JSON_text_is_replaced(string rule)
    {
        (string text, string secret) = FakeSecrets.ByRule[rule];
        string result = Redacting.Json(("stdout", "line one\n" + text + "\nline three"));

        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("result", result)));

        AssertGone(outcome, secret, rule);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_secret_in_a_property_name_is_replaced(string rule)
    {
        (string text, string secret) = FakeSecrets.ByRule[rule];

        Redacting.Outcome outcome = Redacting.Of(Redacting.Json((text, "value")));

        AssertGone(outcome, secret, rule);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_secret_deep_in_a_parsed_output_is_replaced(string rule)
    {
        (string text, string secret) = FakeSecrets.ByRule[rule];

        Redacting.Outcome outcome = Redacting.Of("{\"parsed\":{\"steps\":[1,[" + Redacting.Json(("x", text)) + "]]}}");

        AssertGone(outcome, secret, rule);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_secret_in_the_text_of_an_exception_is_replaced(string rule)
    {
        (string text, string secret) = FakeSecrets.ByRule[rule];
        var counts = new RedactionCounts();

        string redacted = new RunRedactor(Secrets.Default, Redacting.Key).RedactText("HTTP 401 for " + text, counts);

        Assert.DoesNotContain(secret, redacted, StringComparison.Ordinal);
        Assert.True(counts.ByRule.ContainsKey(rule), redacted);
    }

    [Fact]
    public void Each_rule_for_secrets_has_an_example_here() =>
        Assert.Equal(Secrets.Default.Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal), FakeSecrets.ByRule.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_private_key_without_its_end_is_replaced_as_far_as_its_lines_go()
    {
        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("x", FakeSecrets.PemWithoutEnd + "\n\nand so on, as was said.")));

        Assert.Matches(@"\A\[REDACTED:private-key:[0-9a-f]{4}\]\s+and so on, as was said\.\z", outcome.Text("x"));
    }

    [Fact]
    public void A_value_is_replaced_when_its_property_is_named_like_a_secret()
    {
        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("db_pass" + "word", "h9Kx2pQzW"), ("title", "h9Kx2pQzW")));

        Assert.Matches(@"\A\[REDACTED:assigned-password:[0-9a-f]{4}\]\z", outcome.Text("db_password"));
        Assert.Equal("h9Kx2pQzW", outcome.Text("title"));
    }

    private static void AssertGone(Redacting.Outcome outcome, string secret, string rule)
    {
        Assert.True(outcome.Changed);
        Assert.DoesNotContain(secret, outcome.Json, StringComparison.Ordinal);
        Assert.True(outcome.Counts.ByRule.ContainsKey(rule), outcome.Json);
        Assert.Equal(outcome.Counts.Total, outcome.Counts.ByRule.Values.Sum());
        Assert.Equal(0, outcome.Counts.Failed);
        for (int i = 0; i + 8 <= secret.Length; i++)
        {
            Assert.DoesNotContain(secret.Substring(i, 8), outcome.Json, StringComparison.Ordinal);
        }
    }
}
