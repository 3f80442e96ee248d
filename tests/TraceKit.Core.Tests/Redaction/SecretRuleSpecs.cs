using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

public sealed class SecretRuleSpecs
{
    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("acme_key")]
    [InlineData("-acme")]
    [InlineData("acme]")]
    public void A_name_has_lower_case_words(string name) =>
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new SecretRule(name, ["acme"], "acme[0-9]{4}")).ParamName);

    [Fact]
    public void A_rule_needs_keywords_that_are_not_blank()
    {
        Assert.Equal("keywords", Assert.Throws<ArgumentException>(() => new SecretRule("acme", [], "acme")).ParamName);
        Assert.Equal("keywords", Assert.Throws<ArgumentException>(() => new SecretRule("acme", ["acme", " "], "acme")).ParamName);
    }

    [Theory]
    [InlineData("acme[0-9]*", "has no bound")]
    [InlineData("acme[0-9]+", "has no bound")]
    [InlineData("acme[0-9]{4,}", "has no bound")]
    [InlineData("acme{", "has no bound")]
    [InlineData("(acme[0-9]{100}){100}", "more than 4096")]
    [InlineData("a?", "nothing")]
    [InlineData("\\b", "nothing")]
    [InlineData("(acme", "not closed")]
    [InlineData("acme)", "not opened")]
    [InlineData("[a-z", "not closed")]
    [InlineData("acme(?=x)", "groups")]
    [InlineData("(?<other>acme)", "groups")]
    [InlineData("(?i)acme", "groups")]
    [InlineData("(acme)\\1", "may not use")]
    [InlineData("\\p{L}acme", "may not use")]
    [InlineData("*acme", "repeats nothing")]
    [InlineData("acme[z-a]", "reverse order")]
    [InlineData("acme{3,2}", "")]
    public void A_pattern_has_bounds_and_no_backtracking(string pattern, string why)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new SecretRule("acme", ["acme"], pattern));

        Assert.Equal("pattern", refused.ParamName);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_part_called_secret_is_replaced()
    {
        var rule = new SecretRule("acme-pin", ["pin "], @"\bpin (?<secret>[0-9]{4,8}) please");

        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("a", "my pin 12345 please")), RedactionPolicy.None.With(rule));

        Assert.Matches(@"\Amy pin \[REDACTED:acme-pin:[0-9a-f]{4}\] please\z", outcome.Text("a"));
    }

    [Fact]
    public void A_keyword_is_found_as_JSON_writes_it()
    {
        var rule = new SecretRule("acme-pin", ["\"schlüssel\""], "\"schlüssel\":[0-9]{4}");

        Assert.True(Redacting.Of(Redacting.Json(("a", "{\"schlüssel\":1234}")), RedactionPolicy.None.With(rule)).Changed);
    }

    [Fact]
    public void Each_built_in_automaton_can_be_built()
    {
        foreach (SecretRule rule in Secrets.Default.With(PersonalData.Default.Rules).Rules)
        {
            Assert.False(rule.Automaton.IsMatch("nothing to be seen"), rule.Name);
        }
    }
}
