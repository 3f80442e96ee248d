using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Architecture.Tests;

/// <summary>Past versions stay readable and on record: no schema disappears, and none that is fixed changes under its version.</summary>
public sealed class SchemaHistorySpecs
{
    private const string First = """{"description":"A view.","type":"object","properties":{"page":{"description":"The page.","type":"string"}}}""";
    private const string Second = """{"type":"object","properties":{"url":{"type":"string"}}}""";

    private static readonly VersionedContract PageView = new("page_view", Version: 2, Oldest: 1);
    private static readonly string[] Generated = ["page_view.v2.schema.json"];
    private static readonly string Fixed = $"{SchemaHistory.HashOf(First)} page_view.v1.schema.json";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["page_view.v1.schema.json"] = First,
        ["page_view.v2.schema.json"] = Second,
    };

    [Fact]
    public void The_committed_schemas_are_in_order()
    {
        string folder = Path.Combine(Repository.Root, "docs", "schema");
        var files = Directory.EnumerateFiles(folder, "*.json").ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

        Assert.NotEmpty(ContractSchemas.All);
        Assert.Empty(SchemaHistory.Problems(files, ContractSchemas.All.Keys, ContractSchemas.History, File.ReadLines(Path.Combine(folder, SchemaHistory.FixedFile))));
    }

    [Fact]
    public void A_past_version_that_is_read_fixed_and_there_is_in_order() => Assert.Empty(Problems(Files, PageView, Fixed));

    [Fact]
    public void A_schema_of_a_past_version_that_disappears_is_a_problem() =>
        Assert.Equal(
            ["page_view.v1.schema.json is gone, and data of that version is still read", "page_view.v1.schema.json is fixed and gone"],
            Problems(Without("page_view.v1.schema.json"), PageView, Fixed));

    [Fact]
    public void A_past_version_without_an_upcast_is_a_problem() =>
        Assert.StartsWith("page_view.v1.schema.json has neither", Assert.Single(Problems(Files, PageView with { Oldest = 2 }, Fixed)), StringComparison.Ordinal);

    [Fact]
    public void A_past_version_that_is_not_fixed_is_a_problem() =>
        Assert.EndsWith($"'{Fixed}'", Assert.Single(Problems(Files, PageView)), StringComparison.Ordinal);

    [Fact]
    public void A_contract_that_changes_under_a_version_that_is_fixed_is_a_problem() =>
        Assert.StartsWith("page_view.v1.schema.json is fixed and says something else", Assert.Single(Problems(With(First.Replace("string", "integer", StringComparison.Ordinal)), PageView, Fixed)), StringComparison.Ordinal);

    [Fact]
    public void How_a_contract_is_described_may_change() =>
        Assert.Empty(Problems(With(First.Replace("A view.", "A page that was seen.", StringComparison.Ordinal)), PageView, Fixed));

    private static Dictionary<string, string> With(string first) => new(Files, StringComparer.Ordinal) { ["page_view.v1.schema.json"] = first };

    private static Dictionary<string, string> Without(string file) => Files.Where(entry => entry.Key != file).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<string> Problems(Dictionary<string, string> files, VersionedContract type, params string[] isFixed) =>
        SchemaHistory.Problems(files, Generated, [type], isFixed);
}
