using TraceKit.Redaction;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Core.Tests.Redaction;

public sealed class PlaceholderSpecs
{
    private static string Github => FakeSecrets.ByRule["github-token"].Secret;

    [Fact]
    public void Equal_secrets_of_a_run_have_equal_placeholders_and_others_do_not()
    {
        Redacting.Outcome outcome = Redacting.Of(Redacting.Json(("a", "x " + Github), ("b", Github + " y"), ("c", Github[..^1] + "0")));

        Assert.Equal(outcome.Text("a")[2..], outcome.Text("b")[..^2]);
        Assert.NotEqual(outcome.Text("a")[2..], outcome.Text("c"));
        Assert.Equal(3, outcome.Counts.ByRule["github-token"]);
    }

    [Fact]
    public void Runs_with_other_keys_have_other_placeholders()
    {
        string json = Redacting.Json(("a", Github));

        Assert.NotEqual(Redacting.Of(json).Json, Redacting.Of(json, key: Encoding.UTF8.GetBytes("another key")).Json);
    }

    [Fact]
    public void Redacting_twice_changes_nothing_more()
    {
        foreach ((string text, _) in FakeSecrets.ByRule.Values)
        {
            string once = Redacting.Of(Redacting.Json(("a", text))).Json;

            Assert.False(Redacting.Of(once).Changed, once);
        }
    }

    [Fact]
    public void Numbers_literals_and_other_strings_keep_their_bytes()
    {
        const string Rest = "\"n\":[1e400,1.0,-0,1E+2,123456789012345678901234567890],\"t\":true,\"z\":null,\"s\":\"a\\u00e9\\/é🙂\\n\"";

        Redacting.Outcome outcome = Redacting.Of("{\"k\":\"" + Github + "\"," + Rest + "}");

        Assert.True(outcome.Changed);
        Assert.EndsWith("," + Rest + "}", outcome.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_would_become_equal_stay_distinct()
    {
        var counts = new RedactionCounts();
        string same = new RunRedactor(Secrets.Default, Redacting.Key).RedactText(Github, counts);
        string json = "{\"" + same + "\":1,\"" + Github + "\":2,\"" + same + "#2\":3}";

        JsonNode redacted = JsonNode.Parse(Redacting.Of(json).Json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;

        Assert.Equal([1, 2, 3], redacted.AsObject().Select(property => property.Value!.GetValue<int>()));
    }

    [Fact]
    public void Four_threads_redact_alike()
    {
        var redactor = new RunRedactor(Secrets.Default, Redacting.Key);
        var counts = new RedactionCounts();
        string expected = redactor.RedactText(Github, new RedactionCounts());

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture) + " " + expected, redactor.RedactText(i.ToString(CultureInfo.InvariantCulture) + " " + Github, counts)));

        Assert.Equal(400, counts.Total);
    }
}
