using System.Text.Json;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Gates;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Gates;

/// <summary>The ports of the loaders' rules against what the real loaders said of the same rows.</summary>
public sealed class TrainerVerdictSpecs
{
    private static readonly string[] Taken = ["accept", "mutate"];

    [Theory]
    [InlineData("")]
    [InlineData("known27")]
    public void The_openai_rules_agree_with_the_published_schema_on_every_row(string folder)
    {
        ITargetFormat format = TargetFormats.Get("openai");

        List<string> differing = [.. Rows(folder, "openai_schema")
            .Where(row => row.Row.ValueKind != JsonValueKind.Object || row.Row.TryGetProperty("messages", out _)) // the schema takes a row without messages; TraceKit does not
            .Where(row => format.SchemaProblems(row.Row).Any() == row.IsTaken)
            .Select(row => $"{row.Id}: schema {(row.IsTaken ? "takes" : "refuses")} it, we say {string.Join("; ", format.SchemaProblems(row.Row))}")];

        Assert.True(differing.Count == 0, $"{differing.Count} differ:\n{string.Join('\n', differing.Take(20))}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("known27")]
    public void What_trl_refuses_is_never_let_through(string folder)
    {
        SchemaGate schema = new(TargetFormats.Get("trl"));
        TurnGate turns = new();

        List<string> let = [.. Rows(folder, "trl_qwen3")
            .Where(row => !row.IsTaken)
            .Where(row => new RowView(row.Id, row.Row) is var view && !schema.Problems(view).Any() && !turns.Problems(view).Any())
            .Select(row => $"{row.Id}: {row.Detail}")];

        Assert.True(let.Count == 0, $"{let.Count} let through:\n{string.Join('\n', let.Take(20))}");
    }

    [Fact]
    public void Good_rows_are_taken()
    {
        RowGates openai = new(TargetFormats.Get("openai"));

        List<string> refused = [.. Rows("known27", "openai_schema")
            .Where(row => row.Id is "k00" or "k01" or "k04" or "k05" or "k21")
            .Select(row => openai.Refusal(new RowView(row.Id, row.Row)) is var (gate, problem) ? $"{row.Id} {gate} {problem}" : null)
            .OfType<string>()];

        Assert.Empty(refused);
    }

    [Theory]
    [InlineData("k06", "TOOL-04")] // orphan result
    [InlineData("k07", "TOOL-04")] // call never answered
    [InlineData("k08", "TOOL-02")] // arguments not JSON
    [InlineData("k09", "TOOL-03")] // arguments violate the schema
    [InlineData("k10", "TOOL-01")] // undeclared tool
    [InlineData("k12", "FMT-02")] // two assistant turns in a row
    [InlineData("k14", "FMT-02")] // system in the middle
    [InlineData("k15", "FMT-06")] // empty assistant text
    [InlineData("k17", "FMT-01")] // weight 0.5
    [InlineData("k18", "FMT-01")] // developer role
    [InlineData("k23", "FMT-02")] // starts with the assistant
    [InlineData("k24", "FMT-02")] // user only
    public void Defects_that_trainers_let_through_are_refused_by_the_gate_for_them(string id, string gate)
    {
        (string _, JsonElement row, bool _, string _) = Rows("known27", "openai_schema").Single(candidate => candidate.Id == id);

        (string Gate, RowProblem Problem)? refusal = new RowGates(TargetFormats.Get("openai")).Refusal(new RowView(id, row));

        Assert.Equal(gate, refusal?.Gate);
    }

    private static List<(string Id, JsonElement Row, bool IsTaken, string Detail)> Rows(string folder, string validator)
    {
        Assert.SkipWhen(SharedData.Folder("trainer_verdicts") is null, "skipped: the recorded verdicts of trainers (trainer_verdicts) are not beside the repository");
        string root = Path.Combine(SharedData.Folder("trainer_verdicts")!, folder);
        Dictionary<string, JsonElement> verdicts = Lines(Path.Combine(root, "verdicts.jsonl")).ToDictionary(line => line.GetProperty("id").GetString()!, line => line.GetProperty(validator));
        return [.. Lines(Path.Combine(root, "rows.jsonl")).Select(line =>
        {
            string id = line.GetProperty("id").GetString()!;
            JsonElement verdict = verdicts[id];
            return (id, line.GetProperty("row"), Taken.Contains(verdict.GetProperty("verdict").GetString()), verdict.GetProperty("detail").GetString()!);
        })];
    }

    private static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        });
}
