using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.ModelOutput;

namespace TraceKit.Core.Tests.ModelOutput;

public sealed class ModelOutputParserSpecs
{
    private const string Answer = """{"decision":"stop"}""";

    /// <content>A reply; how its answer is found, or why there is none and where.</content>
    public static TheoryData<string, string> Replies => new()
    {
        { Answer, "strict stop" },
        { $" \r\n\t{Answer} \n", "strict stop" },
        { """{ "decision" : "st\u006fp" , "feedback" : null }""", "strict stop" },
        { """{"decision":"a } b { c \" ``` d"}""", "strict a } b { c \" ``` d" },
        { """{"decision":"😀\n"}""", "strict 😀\n" },
        { $"```json\n{Answer}\n```", "fenced stop" },
        { $"```\n{Answer}\n```", "fenced stop" },
        { $"```JSON\r\n{Answer}\r\n```", "fenced stop" },
        { $"```json{Answer}```", "fenced stop" },
        { $"Sure:\n```json\n{Answer}\n```\nAnything else?", "fenced stop" },
        { $"```python\nprint()\n```\n```json\n{Answer}\n```", "fenced stop" },
        { $"```json\n{{\"colour\":1}}\n```\n```json\n{Answer}\n```", "fenced stop" },
        { $"````json\n{Answer}\n````", "substring stop" },
        { "```json\n{\"decision\":\"use ```js\\nx\\n``` here\"}\n```", "substring use ```js\nx\n``` here" },
        { $"The answer is {Answer}.", "substring stop" },
        { $"{Answer} {{\"decision\":\"go\"}}", "substring stop" },
        { $"```json\n{Answer}", "substring stop" },
        { $"{Answer}}}", "substring stop" },
        { $"[{Answer}]", "substring stop" },
        { $"[{Answer},{{\"decision\":\"go\"}}]", "substring stop" },
        { $"{{ {Answer}", "substring stop" },
        { $"\ufeff{Answer}", "substring stop" },
        { "", "no_json" },
        { " \n", "no_json" },
        { "I would stop here.", "no_json" },
        { "null", "no_json" },
        { "true", "no_json" },
        { "[1,2]", "no_json" },
        { "\"{}\"", "schema_error $" },
        { """{"decision":"stop" """, "no_json" },
        { """{"decision":"stop",}""", "no_json" },
        { """{'decision':'stop'}""", "no_json" },
        { """{decision:"stop"}""", "no_json" },
        { """{"decision":NaN}""", "no_json" },
        { """{"decision":"stop" /* sure */}""", "no_json" },
        { "{\"decision\":\"sto\np\"}", "no_json" },
        { "{\"decision\":\"\ud800\"}", "no_json" },
        { "{\"decision\":\"\\ud800\"}", "schema_error $.decision" },
        { "{\"decision\":\"stop\",\"\\ud800\":1}", "schema_error $" },
        { "{\"\\ud800\":1,\"decision\":7}", "schema_error $" },
        { "{}", "schema_error $" },
        { """{"decision":null}""", "schema_error $.decision" },
        { """{"decision":7}""", "schema_error $.decision" },
        { """{"decision":"stop","feedback":["a"]}""", "schema_error $.feedback" },
        { """{"decision":"stop","colour":1}""", "schema_error $.colour" },
        { """{"decision":"stop","decision":"go"}""", "schema_error $.decision" },
        { """{"decision":"stop","should_succeed":"true"}""", "schema_error $.should_succeed" },
        { """{"Decision":"stop"}""", "schema_error $.Decision" },
        { $"{{like this}} {Answer}", "no_json" },
        { new string('{', 1_000_000), "no_json" },
        { new string('`', 1_000_000), "no_json" },
        { "```" + new string(' ', 1_000_000), "no_json" },
        { "```" + new string('\n', 1_000_000), "no_json" },
        { string.Concat(Enumerable.Repeat("```json ", 100_000)), "no_json" },
        { string.Concat(Enumerable.Repeat("{\"a\":", 1_000)) + new string('}', 1_000), "no_json" },
        { $"{{\"decision\":\"stop\",\"feedback\":{new string('[', 1_000)}{new string(']', 1_000)}}}", "no_json" },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_is_read_or_refused_for_a_reason(string reply, string expected)
    {
        bool found = ModelOutputParser.TryParse(reply, VerdictJson.Default.Verdict, out Verdict? output, out ModelOutputSpan span, out ModelOutputFailure? failure);

        Assert.Equal(expected, found ? $"{Word(span.Method)} {output!.Decision}" : Word(failure!));
        Assert.Equal(found, output is not null);
        Assert.Equal(found, failure is null);
    }

    [Theory]
    [InlineData("""{"steps":[{"step_id":"1","intent":"a"}]}""", "$.steps[0].step_id", "type")]
    [InlineData("""{"steps":[{"step_id":1.5,"intent":"a"}]}""", "$.steps[0].step_id", "type")]
    [InlineData("""{"steps":[{"step_id":1}]}""", "$.steps[0]", "required intent")]
    [InlineData("""{"steps":{"step_id":1,"intent":"a"}}""", "$.steps", "type")]
    [InlineData("""{"steps":[{"step_id":1,"intent":"a"},{"step_id":2,"intent":"b"},{"step_id":0,"intent":"c"}]}""", "$.steps[2].step_id", "minimum 1")]
    [InlineData("""{"steps":[{"step_id":1,"intent":""}]}""", "$.steps[0].intent", "minLength 1")]
    [InlineData("""{"steps":[{"step_id":1,"intent":"a"},null]}""", "$.steps[1]", "type")]
    [InlineData("""{"steps":[{"step_id":1,"intent":"a","why":"b"}]}""", "$.steps[0].why", "additionalProperties")]
    [InlineData("""{"goal":"a"}""", "$", "required steps")]
    [InlineData("""{"steps":[{"step_id":0,"intent":"a"},{"step_id":1}]}""", "$.steps[1]", "type")]
    public void A_broken_contract_is_told_by_its_path_and_its_rule(string reply, string path, string rule)
    {
        bool found = ModelOutputParser.TryParse(reply, PlannerOutput.EventType.Json, out PlannerOutput? output, out _, out ModelOutputFailure? failure);

        Assert.False(found);
        Assert.Null(output);
        Assert.Equal((ParseFailureKind.SchemaError, path, rule), (failure!.Kind, failure.Path, failure.Rule));
    }

    [Fact]
    public void A_block_that_breaks_a_rule_gives_way_to_one_that_does_not()
    {
        bool found = ModelOutputParser.TryParse(
            "```json\n{\"decision\":\"perhaps\"}\n```\n```json\n{\"decision\":\"end\"}\n```", CriticOutput.EventType.Json, out CriticOutput? output, out ModelOutputSpan span, out _);

        Assert.True(found);
        Assert.Equal((ParseMethod.Fenced, "end"), (span.Method, output!.Decision));
    }

    [Fact]
    public void A_broken_contract_says_more_than_no_JSON()
    {
        ModelOutputParser.TryParse("```json\n{\"colour\":1}\n```\n```json\n{]\n```", VerdictJson.Default.Verdict, out _, out _, out ModelOutputFailure? failure);

        Assert.Equal(ParseFailureKind.SchemaError, failure!.Kind);
    }

    private static string Word(ModelOutputFailure failure) =>
        failure.Kind == ParseFailureKind.NoJson ? "no_json" : $"schema_error {failure.Path}";

    private static string Word(ParseMethod method) => method switch
    {
        ParseMethod.Strict => "strict",
        ParseMethod.Fenced => "fenced",
        _ => "substring",
    };
}
