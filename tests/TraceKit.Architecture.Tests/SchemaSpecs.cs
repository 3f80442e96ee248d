using Newtonsoft.Json.Linq;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Architecture.Tests;

/// <summary>The JSON Schemas under <c>docs/schema</c> are generated from the contracts: a contract does not change without them.</summary>
public sealed class SchemaSpecs
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "schema");

    public static TheoryData<string> Files => [.. ContractSchemas.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_says_what_its_contract_says(string file)
    {
        string path = Path.Combine(Folder, file);
        string generated = ContractSchemas.All[file];
        if (Approved.IsAccepting)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, generated);
        }

        Assert.True(File.Exists(path), $"docs/schema/{file} is missing: APPROVE=1 writes it");
        Assert.Equal(generated, File.ReadAllText(path));
    }

    [Fact]
    public void Every_event_type_of_the_vocabulary_has_a_schema() =>
        Assert.Equal(Reading.EventCatalog.Default.Names, ContractSchemas.History.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("planner_output.v1", """{"steps":[{"step_id":0,"intent":"a"}]}""")]
    [InlineData("planner_output.v1", """{"steps":[{"step_id":1,"intent":""}]}""")]
    [InlineData("critic_output.v1", """{"decision":"perhaps"}""")]
    [InlineData("label.v1", """{"name":"a","source":"human","unscored":true}""")]
    [InlineData("label.v1", """{"name":"a","source":"human","unscored":true,"reason":"b","score":1}""")]
    [InlineData("final.v1", """{"rules":[{"id":"a","name":""}]}""")]
    public async Task What_breaks_a_rule_of_a_contract_breaks_its_schema(string schema, string data)
    {
        NJsonSchema.JsonSchema contract = await NJsonSchema.JsonSchema.FromJsonAsync(ContractSchemas.All[schema + ".schema.json"], TestContext.Current.CancellationToken);

        Assert.NotEmpty(contract.Validate(JToken.Parse(data)));
    }

    [Theory]
    [InlineData("line.run", 0)]
    [InlineData("line.event", 1)]
    [InlineData("planner_input.v1", 1)]
    [InlineData("llm_call.v1", 2)]
    [InlineData("planner_output.v1", 3)]
    [InlineData("line.gap", 4)]
    [InlineData("line.end", 5)]
    public async Task What_the_format_shows_meets_its_schema(string schema, int line)
    {
        string trace = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "format", "trace-v1.md"), TestContext.Current.CancellationToken);
        string text = trace.Split('\n').Where(candidate => candidate.StartsWith("{\"kind\"", StringComparison.Ordinal)).ElementAt(line);
        NJsonSchema.JsonSchema contract = await NJsonSchema.JsonSchema.FromJsonAsync(ContractSchemas.All[schema + ".schema.json"], TestContext.Current.CancellationToken);
        JToken record = JToken.Parse(text, new JsonLoadSettings());

        Assert.Empty(contract.Validate(schema.StartsWith("line.", StringComparison.Ordinal) ? record : record["data"]));
    }

    [Fact]
    public void Every_member_of_every_contract_is_described() =>
        Assert.All(ContractSchemas.All, schema => Assert.DoesNotContain("\"description\": \"\"", schema.Value, StringComparison.Ordinal));
}
