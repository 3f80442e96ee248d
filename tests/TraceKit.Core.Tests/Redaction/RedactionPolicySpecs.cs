using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

public sealed class RedactionPolicySpecs
{
    private static SecretRule Acme(string pattern = "acme[0-9]{8}", SecretCheck? check = null) => new("acme", ["acme"], pattern, check);

    [Fact]
    public void No_policy_changes_nothing()
    {
        string json = Redacting.Json(("a", FakeSecrets.OpenAi));

        Assert.True(RedactionPolicy.None.IsEmpty);
        Assert.False(Redacting.Of(json, RedactionPolicy.None).Changed);
    }

    [Fact]
    public void Adding_rules_leaves_the_policy_as_it_was()
    {
        RedactionPolicy more = RedactionPolicy.None.With(Acme());

        Assert.Empty(RedactionPolicy.None.Rules);
        Assert.Equal(["acme"], more.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void Two_rules_have_two_names() =>
        Assert.Throws<ArgumentException>(() => RedactionPolicy.None.With(Acme(), Acme("acme[a-z]{8}")));

    [Fact]
    public void The_hash_is_known_in_advance() =>
        Assert.Equal("sha256:fb109846f8d60bd9f73163de8029de4689e48709c8dd336c488c9b05fc5be3af", RedactionPolicy.None.With(Acme()).Hash);

    [Fact]
    public void The_hash_says_what_the_rules_say()
    {
        string[] hashes =
        [
            RedactionPolicy.None.Hash,
            RedactionPolicy.None.With(Acme()).Hash,
            RedactionPolicy.None.With(Acme("acme[0-9]{9}")).Hash,
            RedactionPolicy.None.With(Acme(check: SecretCheck.Luhn)).Hash,
            RedactionPolicy.None.With(Acme(check: SecretCheck.Entropy(3))).Hash,
            RedactionPolicy.None.With(Acme(check: SecretCheck.Entropy(3.5))).Hash,
        ];

        Assert.Equal(hashes.Length, hashes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(hashes[1], RedactionPolicy.None.With(Acme()).Hash);
        Assert.All(hashes, hash => Assert.Matches(@"\Asha256:[0-9a-f]{64}\z", hash));
    }
}
