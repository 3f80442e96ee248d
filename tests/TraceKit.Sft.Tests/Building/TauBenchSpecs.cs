using System.Text.Json;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

public sealed class TauBenchSpecs
{
    [Theory]
    [InlineData("openai")]
    [InlineData("trl")]
    public void Every_message_call_and_result_of_every_trajectory_is_in_a_row_or_dropped_with_a_reason(string format)
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe { Format = format });

        Assert.Equal(100, result.Report.Rows.Values.Sum());
        Assert.All(result.Report.Balance, stage => Assert.True(stage.Holds, stage.Stage));
        Assert.Equal((2962, 2882), (result.Stage("turns").In, result.Stage("turns").Out));
        Assert.Equal(80, result.Stage("turns").Dropped["after_last_reply"]);
        var bySource = Stored.Lineage(folder["ds"]).Zip(Stored.Rows(folder["ds"])).ToDictionary(pair => pair.First.RunId, pair => pair.Second);
        Assert.All(TauBench.Source().EnumerateArray(), trajectory => Assert.True(Holds(bySource, trajectory)));
    }

    [Fact]
    public void By_default_no_task_stands_in_two_splits()
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.False(result.IsRefused);
        Assert.Equal(GateVerdict.Pass, result.Gate("LEAK-01").Verdict);
        Assert.All(
            Stored.Lineage(folder["ds"]).GroupBy(row => row.TaskId),
            task => Assert.Single(task.Select(row => row.Row.Split(':')[0]).Distinct()));
    }

    [Fact]
    public void A_random_split_is_refused_and_shows_the_tasks_that_leak()
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe { Split = new SplitPolicy { By = "random" } });

        Assert.True(result.IsRefused);
        Assert.Equal(GateVerdict.Error, result.Gate("LEAK-01").Verdict);
        Assert.Contains("task 'gpt-4o-airline/", result.Gate("LEAK-01").Evidence[0].Message, StringComparison.Ordinal);
        Assert.Equal(["rejected.jsonl", "report.json"], Stored.Files(folder["ds"]).Keys);
    }

    [Fact]
    public void Success_only_selection_is_reported_with_the_tasks_that_it_loses()
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder);
        HashSet<string> solved = [.. TauBench.Source().EnumerateArray().Where(run => run.GetProperty("reward").GetDouble() == 1).Select(run => run.GetProperty("task_id").GetRawText())];

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe { Select = new SelectionPolicy { Outcome = "success" } });

        Assert.False(result.IsRefused);
        Assert.Equal(31, result.Report.Rows.Values.Sum());
        Assert.Equal(69, result.Stage("runs").Dropped["not_successful"]);
        Assert.Equal(GateVerdict.Warning, result.Gate("SEL-02").Verdict);
        Assert.Equal(GateVerdict.Warning, result.Gate("SEL-03").Verdict);
        Assert.Equal(25 - solved.Count, result.Gate("SEL-03").Evidence.Count);
        Assert.DoesNotContain(result.Gate("SEL-03").Evidence, lost => solved.Contains(lost.Row.Split('/')[1]));
    }

    [Fact]
    public void With_the_tools_given_at_import_every_call_is_checked_against_its_schema()
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder, withTools: true);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        // One call of the real data names origin and destination of a flight, which its tool does not take.
        Assert.Equal(GateVerdict.Pass, result.Gate("TOOL-01").Verdict);
        Assert.Equal(85, result.Gate("TOOL-03").N);
        Assert.Equal(1, result.Stage("rows").Dropped["TOOL-03"]);
        Assert.Equal(99, result.Report.Rows.Values.Sum());
        Assert.All(Stored.Rows(folder["ds"]), row => Assert.Equal(JsonValueKind.String, row.GetProperty("tools").ValueKind));
    }

    [Fact]
    public void Without_tool_definitions_the_gate_says_that_it_cannot_check()
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Equal(GateVerdict.Warning, result.Gate("TOOL-01").Verdict);
        Assert.Equal(GateVerdict.NotApplicable, result.Gate("TOOL-03").Verdict);
    }

    [Fact]
    public void Every_row_is_proved_down_to_its_bytes()
    {
        using var folder = new TempFolder();
        string runs = TauBench.Import(folder);
        DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        AuditResult audit = DatasetAudit.Audit(folder["ds"]);

        Assert.True(audit.IsProved, string.Join('\n', audit.Rows.SelectMany(row => row.Problems).Take(5)));
        Assert.Equal(100, audit.RowsChecked);
    }

    /// <summary>Whether a row says, turn by turn and to the letter, what the source says, up to the last reply and its results.</summary>
    private static bool Holds(Dictionary<string, JsonElement> rows, JsonElement trajectory)
    {
        string run = rows.Keys.Single(id => id.EndsWith($".task-{trajectory.GetProperty("task_id").GetRawText()}.trial-{trajectory.GetProperty("trial").GetRawText()}", StringComparison.Ordinal));
        JsonElement[] said = [.. rows[run].GetProperty("messages").EnumerateArray()];
        JsonElement[] source = [.. trajectory.GetProperty("traj").EnumerateArray()];
        Assert.InRange(source.Length - said.Length, 0, 1);
        Assert.All(source.Skip(said.Length), message => Assert.Equal("user", message.GetProperty("role").GetString()));
        return said.Zip(source).All(pair => Same(pair.First, pair.Second));
    }

    private static bool Same(JsonElement row, JsonElement source) =>
        Text(row, "/role") == Text(source, "/role")
        && (Text(row, "/content") ?? string.Empty) == (Text(source, "/content") ?? string.Empty)
        && Text(row, "/tool_call_id") == Text(source, "/tool_call_id")
        && Text(row, "/name") == Text(source, "/name")
        && Text(row, "/tool_calls/0/id") == Text(source, "/tool_calls/0/id")
        && Text(row, "/tool_calls/0/function/name") == Text(source, "/tool_calls/0/function/name")
        && Text(row, "/tool_calls/0/function/arguments") == Text(source, "/tool_calls/0/function/arguments")
        && JsonPointer.Find(row, "/tool_calls/1") is null == JsonPointer.Find(source, "/tool_calls/1") is null;

    private static string? Text(JsonElement element, string pointer) =>
        JsonPointer.Find(element, pointer) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
