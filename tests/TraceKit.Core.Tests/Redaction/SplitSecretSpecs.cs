using System.Text.Json;
using System.Text.Json.Nodes;
using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

public sealed class SplitSecretSpecs
{
    private static string Github => FakeSecrets.ByRule["github-token"].Secret;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(17)]
    [InlineData(39)]
    public void A_secret_that_lies_across_the_strings_of_an_array_is_replaced(int pieces)
    {
        string[] texts = ["use ", .. Github.Chunk(pieces).Select(piece => new string(piece)), " for now"];

        Redacting.Outcome outcome = Redacting.Of(Array(texts));

        string[] redacted = [.. JsonNode.Parse(outcome.Json)!["deltas"]!.AsArray().Select(text => text!.GetValue<string>())];
        Assert.Equal("use ", redacted[0]);
        Assert.Equal(" for now", redacted[^1]);
        Assert.Equal(texts.Length, redacted.Length);
        Assert.All(redacted[1..^1], text => Assert.Matches(@"\A\[REDACTED:github-token:[0-9a-f]{4}\]\z", text));
        Assert.Equal(1, outcome.Counts.Total);
    }

    [Fact]
    public void It_has_the_mark_of_the_whole_one()
    {
        string whole = Redacting.Of(Redacting.Json(("x", Github))).Text("x");

        JsonArray split = JsonNode.Parse(Redacting.Of(Array([Github[..10], Github[10..]])).Json)!["deltas"]!.AsArray();

        Assert.Equal([whole, whole], split.Select(text => text!.GetValue<string>()));
    }

    [Fact]
    public void A_whole_secret_beside_it_is_replaced_and_counted_once()
    {
        string other = FakeSecrets.ByRule["stripe-key"].Secret;

        Redacting.Outcome outcome = Redacting.Of(Array([other + " and " + Github[..10], Github[10..], " " + other]));

        Assert.DoesNotContain(other, outcome.Json, StringComparison.Ordinal);
        Assert.DoesNotContain(Github[10..], outcome.Json, StringComparison.Ordinal);
        Assert.Equal([KeyValuePair.Create("github-token", 1L), KeyValuePair.Create("stripe-key", 2L)], outcome.Counts.ByRule);
    }

    [Theory]
    [InlineData("""{"a":["one","two"],"b":["task","-force-of-the-department-of-risk"],"c":"x","d":"y"}""")]
    [InlineData("""{"tokens":["The"," quick"," brown","-fox","",""],"n":[1,"a",null,"b"]}""")]
    [InlineData("""{"args":["--from","risk","--to","disk-usage-of-the-whole-machine"]}""")]
    public void Arrays_of_other_strings_stay(string json) => Assert.False(Redacting.Of(json).Changed);

    [Fact]
    public void What_is_between_two_strings_parts_them()
    {
        Assert.False(Redacting.Of($$"""{"a":["{{Github[..10]}}",1,"{{Github[10..]}}"]}""").Changed);
        Assert.False(Redacting.Of($$"""{"a":["{{Github[..10]}}",["{{Github[10..]}}"]]}""").Changed);
    }

    [Fact]
    public void A_kept_array_is_not_looked_into()
    {
        string line = $$$"""{"type":"acme.note","version":1,"data":{"raw":["{{{Github[..10]}}}","{{{Github[10..]}}}"]}}""";

        Assert.False(Redacting.Of(line, Secrets.Default.With(FieldRule.Keep("raw"))).Changed);
    }

    private static string Array(string[] texts) => JsonSerializer.Serialize(new { deltas = texts });
}
