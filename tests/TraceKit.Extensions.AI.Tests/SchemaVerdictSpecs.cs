using System.Text.Json;
using Microsoft.Extensions.AI;
using NJsonSchema;
using NJsonSchema.Validation;
using TraceKit.Models;
using TraceKit.TestKit;

namespace TraceKit.Extensions.AI.Tests;

/// <summary>The verdict says what NJsonSchema says, which gate TOOL-03 asks: on a table, and on the calls of real models.</summary>
public sealed class SchemaVerdictSpecs
{
    public static TheoryData<string, string, string> Table => new()
    {
        { """{"type":"object","required":["a"]}""", """{"a":1}""", "valid" },
        { """{"type":"object","required":["a"]}""", """{}""", "/a required" },
        { Member("""{"type":"string"}"""), """{"a":1}""", "/a type" },
        { Member("""{"type":"integer"}"""), """{"a":1.5}""", "/a type" },
        { Member("""{"type":"integer"}"""), """{"a":7}""", "valid" },
        { Member("""{"type":"number"}"""), """{"a":"7"}""", "/a type" },
        { Member("""{"type":"boolean"}"""), """{"a":"true"}""", "/a type" },
        { Member("""{"type":["string","null"]}"""), """{"a":null}""", "valid" },
        { Member("""{"type":["string","null"]}"""), """{"a":1}""", "/a type" },
        { Member("""{"enum":["x","y"]}"""), """{"a":"z"}""", "/a enum" },
        { Member("""{"enum":["x","y"]}"""), """{"a":"y"}""", "valid" },
        { Member("""{"type":"number","minimum":1,"maximum":3}"""), """{"a":0.5}""", "/a minimum" },
        { Member("""{"type":"number","minimum":1,"maximum":3}"""), """{"a":4}""", "/a maximum" },
        { Member("""{"type":"number","exclusiveMinimum":1}"""), """{"a":1}""", "/a exclusiveMinimum" },
        { Member("""{"type":"number","multipleOf":0.5}"""), """{"a":0.7}""", "/a multipleOf" },
        { Member("""{"type":"string","pattern":"^[A-Z]{3}$"}"""), """{"a":"JFK"}""", "valid" },
        { Member("""{"type":"string","pattern":"^[A-Z]{3}$"}"""), """{"a":"jfk"}""", "/a pattern" },
        { Member("""{"type":"string","minLength":2,"maxLength":3}"""), """{"a":"x"}""", "/a minLength" },
        { Member("""{"type":"string","minLength":2,"maxLength":3}"""), """{"a":"wxyz"}""", "/a maxLength" },
        { Member("""{"type":"array","items":{"type":"string"}}"""), """{"a":["x",1]}""", "/a/1 type" },
        { Member("""{"type":"array","minItems":1}"""), """{"a":[]}""", "/a minItems" },
        { Member("""{"type":"array","maxItems":1}"""), """{"a":[1,2]}""", "/a maxItems" },
        { Member("""{"type":"array","uniqueItems":true}"""), """{"a":[1,1]}""", "/a uniqueItems" },
        { Member("""{"type":"object","properties":{"b/c":{"type":"string"}}}"""), """{"a":{"b/c":1}}""", "/a/b~1c type" },
        { """{"type":"object","properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""", "/b additionalProperties" },
        { """{"type":"object","properties":{"a":{}},"additionalProperties":{"type":"string"}}""", """{"a":1,"b":2}""", "/b type" },
        { """{"type":"object","minProperties":1}""", """{}""", "/ minProperties" },
        { """{"type":"object","maxProperties":1}""", """{"a":1,"b":2}""", "/ maxProperties" },
        { Member("""{"anyOf":[{"type":"string"},{"type":"null"}]}"""), """{"a":null}""", "valid" },
        { Member("""{"anyOf":[{"type":"string"},{"type":"null"}]}"""), """{"a":1}""", "/a anyOf" },
        { Member("""{"oneOf":[{"type":"number"},{"type":"integer"}]}"""), """{"a":1}""", "/a oneOf" },
        { Member("""{"allOf":[{"type":"string"},{"minLength":2}]}"""), """{"a":"x"}""", "/a minLength" },
        { Member("""{"not":{"type":"string"}}"""), """{"a":"x"}""", "/a not" },
        { """{"type":"object","properties":{"a":{"$ref":"#/definitions/t"}},"definitions":{"t":{"type":"string"}}}""", """{"a":1}""", "/a type" },
        { """{"type":"object","properties":{"a":{"$ref":"#/definitions/t"}},"definitions":{"t":{"type":"object","properties":{"a":{"$ref":"#/definitions/t"}}}}}""", """{"a":{"a":{"a":{}}}}""", "valid" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task The_verdict_is_the_one_of_NJsonSchema(string schema, string arguments, string expected)
    {
        Assert.Equal(expected, await VerdictAsync(schema, arguments));
        Assert.Equal(expected == "valid", IsValid(schema, arguments));
    }

    [Theory]
    [InlineData("""{"type":"dict"}""", """{"a":1}""")]
    [InlineData("""{"type":"object","if":{"required":["a"]},"then":{"required":["b"]}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://example.org/a.json"}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/properties/a"}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"(("}}}""", """{"a":"x"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"^(x+x+)+y$"}}}""", """{"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""")]
    [InlineData("""{"type":"object","properties":7}""", """{"a":"x"}""")]
    public async Task What_the_check_does_not_know_is_not_called_valid(string schema, string arguments) =>
        Assert.Null(await VerdictAsync(schema, arguments));

    [Fact]
    public async Task The_verdict_is_the_one_of_NJsonSchema_on_calls_of_real_models()
    {
        (string Schema, string Arguments)[] calls = [.. TauBench(), .. ToolBench(), .. Cassettes(), .. Bfcl()];
        Assert.SkipWhen(calls.Length == 0, "skipped: no recorded calls (tau_bench, toolbench, llm_http_cassettes, eval_benchmarks) are beside the repository");
        int refused = 0;

        foreach ((string schema, string arguments) in calls)
        {
            string? verdict = await VerdictAsync(schema, arguments);
            Assert.True(verdict is null || IsValid(schema, arguments) == (verdict == "valid"), $"{verdict}: {arguments}\n{schema}");
            refused += verdict == "valid" ? 0 : 1;
        }

        Assert.True(calls.Length > 1000, $"{calls.Length} calls");
        Assert.InRange(refused, 1, calls.Length / 10);
        TestContext.Current.SendDiagnosticMessage($"{calls.Length} calls, {refused} refused");
    }

    private static string Member(string schema) => $$$"""{"type":"object","properties":{"a":{{{schema}}} }}""";

    private static async Task<string?> VerdictAsync(string schema, string arguments)
    {
        using Collection.TraceRun run = Collection.TraceCollector.Disabled.StartRun(new Collection.RunDescriptor { Goal = "Check" });
        var tools = new TracedTools([new Accepting(JsonElement.Parse(schema))]);
        return (await tools.InvokeAsync(run, new RequestedToolCall { Id = "1", Name = "tool", Arguments = arguments })).SchemaVerdict;
    }

    private static bool IsValid(string schema, string arguments)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(arguments)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        try
        {
            return !JsonSchema.FromJsonAsync(schema).GetAwaiter().GetResult()
                .Validate(Newtonsoft.Json.Linq.JToken.ReadFrom(reader))
                .Any(error => error.Kind is not (ValidationErrorKind.DateExpected or ValidationErrorKind.DateTimeExpected or ValidationErrorKind.EmailExpected or ValidationErrorKind.UriExpected));
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<(string, string)> TauBench()
    {
        if (SharedData.Folder("tau_bench") is not { } folder)
        {
            return [];
        }

        string declared = Path.Combine(Repository.Root, "tests", "TraceKit.Sft.Tests", "Data", "airline.tools.json");
        Dictionary<string, string> tools = JsonElement.Parse(File.ReadAllText(declared)).EnumerateArray()
            .Select(tool => tool.GetProperty("function"))
            .ToDictionary(function => function.GetProperty("name").GetString()!, function => function.GetProperty("parameters").GetRawText(), StringComparer.Ordinal);
        return Directory.EnumerateFiles(Path.Combine(folder, "split"), "*.json")
            .SelectMany(file => CallsIn(JsonElement.Parse(File.ReadAllText(file)), "arguments"))
            .Where(call => tools.ContainsKey(call.Name))
            .Select(call => (tools[call.Name], call.Arguments));
    }

    private static IEnumerable<(string, string)> ToolBench() =>
        SharedData.Folder("toolbench") is { } folder
            ? Directory.EnumerateFiles(Path.Combine(folder, "data_example", "answer"), "*.json", SearchOption.AllDirectories).SelectMany(file =>
            {
                JsonElement answer = JsonElement.Parse(File.ReadAllText(file)).GetProperty("answer_generation");
                Dictionary<string, string> tools = [];
                foreach (JsonElement function in answer.GetProperty("function").EnumerateArray())
                {
                    tools[function.GetProperty("name").GetString()!] = function.GetProperty("parameters").GetRawText();
                }

                return CallsIn(answer.TryGetProperty("train_messages", out JsonElement messages) ? messages : default, "arguments").Where(call => tools.ContainsKey(call.Name)).Select(call => (tools[call.Name], call.Arguments));
            })
            : [];

    private static IEnumerable<(string, string)> Cassettes() => Cassette.Of("chat/completions").Where(cassette => cassette is { Status: 200, IsStream: false }).SelectMany(cassette =>
    {
        Dictionary<string, string> tools = [];
        if (cassette.Request.ValueKind == JsonValueKind.Object && cassette.Request.TryGetProperty("tools", out JsonElement declared) && declared.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement function in declared.EnumerateArray().Where(tool => tool.TryGetProperty("function", out _)).Select(tool => tool.GetProperty("function")))
            {
                tools[function.GetProperty("name").GetString()!] = function.GetProperty("parameters").GetRawText();
            }
        }

        return CallsIn(JsonElement.Parse(cassette.Response), "arguments").Where(call => tools.ContainsKey(call.Name)).Select(call => (tools[call.Name], call.Arguments));
    });

    /// <summary>The calls that the benchmark takes for right, with the names that it gives to types put back into JSON Schema's.</summary>
    private static IEnumerable<(string, string)> Bfcl()
    {
        if (SharedData.Folder("eval_benchmarks") is not { } folder)
        {
            return [];
        }

        IEnumerable<JsonElement> Lines(string name) => File.ReadLines(Path.Combine(folder, "bfcl_v4", name)).Select(line => JsonElement.Parse(line));
        return Lines("BFCL_v4_simple_python.json").Zip(Lines("possible_answer__BFCL_v4_simple_python.json"), (asked, answer) =>
        {
            string schema = asked.GetProperty("function")[0].GetProperty("parameters").GetRawText()
                .Replace("\"type\": \"dict\"", "\"type\": \"object\"", StringComparison.Ordinal)
                .Replace("\"type\": \"float\"", "\"type\": \"number\"", StringComparison.Ordinal)
                .Replace("\"type\": \"tuple\"", "\"type\": \"array\"", StringComparison.Ordinal);
            IEnumerable<string> arguments = answer.GetProperty("ground_truth")[0].EnumerateObject().First().Value.EnumerateObject()
                .Select(argument => (argument.Name, Value: argument.Value.EnumerateArray().First()))
                .Where(argument => argument.Value.GetRawText() != "\"\"")
                .Select(argument => $"{JsonSerializer.Serialize(argument.Name)}:{argument.Value.GetRawText()}");
            return (schema, $"{{{string.Join(',', arguments)}}}");
        });
    }

    /// <summary>Every object with a name and arguments as text, however deep.</summary>
    private static IEnumerable<(string Name, string Arguments)> CallsIn(JsonElement value, string member) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => CallsIn(item, member)),
        JsonValueKind.Object when value.TryGetProperty(member, out JsonElement arguments) && arguments.ValueKind == JsonValueKind.String && value.TryGetProperty("name", out JsonElement name) =>
            [(name.GetString()!, arguments.GetString()!)],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => CallsIn(property.Value, member)),
        _ => [],
    };

    /// <summary>A tool that takes anything, so that only the schema speaks.</summary>
    private sealed class Accepting(JsonElement schema) : AIFunction
    {
        public override string Name => "tool";

        public override JsonElement JsonSchema => schema;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => new("ok");
    }
}
