using System.Text.Json.Nodes;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.Redaction;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.Core.Tests.Redaction;

public sealed class FieldRuleSpecs
{
    private static readonly string Secret = FakeSecrets.ByRule["github-token"].Secret;

    [Fact]
    public void A_dropped_member_is_a_mark_at_any_depth_and_in_any_type()
    {
        JsonNode data = Redacted("""{"ssn":"123-45-6789","who":{"ssn":["a","b"],"name":"Ann"}}""", FieldRule.Drop("ssn"));

        Assert.Equal("""{"ssn":"[REDACTED:field-dropped]","who":{"ssn":["[REDACTED:field-dropped]","[REDACTED:field-dropped]"],"name":"Ann"}}""", data.ToJsonString());
    }

    [Fact]
    public void Numbers_and_flags_of_a_field_that_is_taken_out_become_null()
    {
        JsonNode data = Redacted("""{"pay":{"amount":1200.50,"net":true,"note":null,"in":"EUR"},"count":3}""", FieldRule.Drop("/pay"));

        Assert.Equal("""{"pay":{"amount":null,"net":null,"note":null,"in":"[REDACTED:field-dropped]"},"count":3}""", data.ToJsonString());
    }

    [Theory]
    [InlineData("/messages/0/content", "[REDACTED:field-dropped] two /x")]
    [InlineData("/messages/*/content", "[REDACTED:field-dropped] [REDACTED:field-dropped] /x")]
    [InlineData("/messages/2/content", "one two /x")]
    [InlineData("/content", "one two /x")]
    [InlineData("/a~1b/c~0d", "one two [REDACTED:field-dropped]")]
    public void A_pointer_names_one_place_and_a_star_any_of_them(string pointer, string expected)
    {
        JsonNode data = Redacted("""{"messages":[{"content":"one"},{"content":"two"}],"a/b":{"c~d":"/x"}}""", FieldRule.Drop(pointer));

        Assert.Equal(expected, $"{data["messages"]![0]!["content"]} {data["messages"]![1]!["content"]} {data["a/b"]!["c~d"]}");
    }

    [Fact]
    public void A_rule_for_one_type_leaves_the_others_alone()
    {
        RedactionPolicy policy = RedactionPolicy.None.With(FieldRule.Drop("text", "acme.note"));

        Assert.Equal("[REDACTED:field-dropped]", Data(Line("acme.note", """{"text":"x"}"""), policy)["text"]!.GetValue<string>());
        Assert.Equal("x", Data(Line("acme.page", """{"text":"x"}"""), policy)["text"]!.GetValue<string>());
    }

    [Fact]
    public void Hashed_values_are_equal_where_the_texts_of_a_run_are_and_say_nothing_in_another_run()
    {
        RedactionPolicy policy = RedactionPolicy.None.With(FieldRule.Hash("user"));
        string line = Line("acme.note", """{"a":{"user":"ann"},"b":{"user":"ann"},"c":{"user":"bob"}}""");

        JsonNode data = Data(line, policy);
        JsonNode elsewhere = Data(line, policy, key: "another run"u8.ToArray());

        Assert.Matches(@"^\[REDACTED:field-hashed:[0-9a-f]{16}\]$", data["a"]!["user"]!.GetValue<string>());
        Assert.Equal(data["a"]!["user"]!.GetValue<string>(), data["b"]!["user"]!.GetValue<string>());
        Assert.NotEqual(data["a"]!["user"]!.GetValue<string>(), data["c"]!["user"]!.GetValue<string>());
        Assert.NotEqual(data["a"]!["user"]!.GetValue<string>(), elsewhere["a"]!["user"]!.GetValue<string>());
    }

    [Fact]
    public void A_kept_field_is_not_touched_by_any_rule_and_its_neighbour_is()
    {
        JsonNode data = Redacted($$"""{"raw":{"{{Secret}}":"{{Secret}}"},"other":"{{Secret}}"}""", FieldRule.Keep("raw"));

        Assert.Equal(Secret, data["raw"]![Secret]!.GetValue<string>());
        Assert.StartsWith("[REDACTED:github-token:", data["other"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_deeper_place_counts_more_and_of_two_for_one_place_the_earlier_one()
    {
        JsonNode data = Redacted("""{"who":{"name":"Ann","id":"7"}}""", FieldRule.Drop("/who"), FieldRule.Keep("/who/id"), FieldRule.Hash("/who/id"));

        Assert.Equal("""{"who":{"name":"[REDACTED:field-dropped]","id":"7"}}""", data.ToJsonString());
    }

    [Fact]
    public void What_is_not_the_events_data_is_no_field()
    {
        string line = """{"role":"x","type":"acme.note","version":1,"data":{"role":"y"},"truncated":{"role":"z"}}""";

        string redacted = Redacting.Of(line, RedactionPolicy.None.With(FieldRule.Drop("role"))).Json;

        Assert.Equal("""{"role":"x","type":"acme.note","version":1,"data":{"role":"[REDACTED:field-dropped]"},"truncated":{"role":"z"}}""", redacted);
    }

    [Fact]
    public void Fields_are_counted()
    {
        Redacting.Outcome outcome = Redacting.Of(
            Line("acme.note", """{"a":"x","n":1,"b":"y"}"""), RedactionPolicy.None.With(FieldRule.Drop("a"), FieldRule.Drop("n"), FieldRule.Hash("b")));

        Assert.Equal([KeyValuePair.Create("field-dropped", 2L), KeyValuePair.Create("field-hashed", 1L)], outcome.Counts.ByRule);
    }

    [Fact]
    public void The_hash_of_a_policy_tells_every_part_of_its_fields()
    {
        RedactionPolicy[] policies =
        [
            Secrets.Default,
            Secrets.Default.With(FieldRule.Drop("a")),
            Secrets.Default.With(FieldRule.Hash("a")),
            Secrets.Default.With(FieldRule.Keep("a")),
            Secrets.Default.With(FieldRule.Keep("b")),
            Secrets.Default.With(FieldRule.Keep("a", "acme.note")),
        ];

        Assert.Equal(policies.Length, policies.Select(policy => policy.Hash).Distinct().Count());
        Assert.Equal(Secrets.Default.With(FieldRule.Drop("a")).Hash, Secrets.Default.With(FieldRule.Drop("a")).Hash);
    }

    [Fact]
    public void A_run_says_in_its_header_which_fields_were_kept()
    {
        using var folder = new TempFolder();
        RedactionPolicy policy = Secrets.Default.With(FieldRule.Keep("content", "tool_result"), FieldRule.Keep("/raw"), FieldRule.Drop("observation", "planner_input"));
        using var collector = Some.Collector(folder, options => options.Redaction = policy);
        using TraceRun run = Some.Run(collector);
        run.Emit(new ToolResult { CallId = "c", Name = "n", Ok = true, Content = Secret });
        run.Emit(Some.PlannerInput());
        run.Complete();

        RecordedRun recorded = RunFileReader.ReadStrict(run.Path!).Single();

        Assert.Equal(["tool_result content", "* /raw"], recorded.Header.Redaction!.Kept!);
        Assert.Equal(policy.Hash, recorded.Header.Redaction.Rules);
        Assert.Equal(Secret, recorded.Events[0].Read<ToolResult>().Content);
        Assert.Equal("[REDACTED:field-dropped]", recorded.Events[1].Read<PlannerInput>().Observation);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("a", "")]
    public void A_rule_for_no_field_or_for_a_type_without_a_name_is_refused(string field, string? type) =>
        Assert.Throws<ArgumentException>(() => FieldRule.Drop(field, type));

    private static JsonNode Redacted(string data, params FieldRule[] rules) => Data(Line("acme.note", data), Secrets.Default.With(rules));

    private static string Line(string type, string data) => $$"""{"type":"{{type}}","version":1,"data":{{data}}}""";

    private static JsonNode Data(string line, RedactionPolicy policy, byte[]? key = null) => JsonNode.Parse(Redacting.Of(line, policy, key).Json)!["data"]!;
}
