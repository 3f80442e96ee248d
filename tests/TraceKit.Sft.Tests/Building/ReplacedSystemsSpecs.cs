using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

/// <summary>Traces of the systems that TraceKit replaces, imported and made into rows.</summary>
public sealed class ReplacedSystemsSpecs
{
    private static readonly SftRecipe AllRoles = new() { Rows = ["planner", "executor", "replanner", "critic"] };

    [Fact]
    public void Worker_rows_that_the_old_exporter_left_without_a_question_have_one()
    {
        using var folder = new TempFolder();
        Import("manus", Path.Combine(Seeds(), "manus", "traces"), folder["runs"]);

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], AllRoles);

        Assert.Equal((15, 15, 5), (Made(result, folder, "executor"), Made(result, folder, "critic"), Made(result, folder, "planner")));
        Assert.All(
            Stored.Lineage(folder["ds"]).Zip(Stored.Rows(folder["ds"])).Where(pair => pair.First.Kind == "executor"),
            pair => Assert.Contains("\"current_step\":{", pair.Second.GetProperty("messages")[0].GetProperty("content").GetString(), StringComparison.Ordinal));
        Assert.True(DatasetAudit.Audit(folder["ds"]).IsProved);
    }

    [Fact]
    public void Planner_executor_and_replanner_rows_come_of_plan_and_act_traces_and_nobody_trusts_their_own_word()
    {
        using var folder = new TempFolder();
        Import("plan-and-act", Path.Combine(Seeds(), "plan_and_act", "traces"), folder["runs"]);

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], AllRoles);
        BuildResult trusted = DatasetBuilder.Build(folder["runs"], folder["only"], AllRoles with { Select = new SelectionPolicy { Outcome = "success" } });

        Assert.Equal((3, 6, 1), (Made(result, folder, "planner"), Made(result, folder, "executor"), Made(result, folder, "replanner")));
        Assert.Equal(3, result.Report.Outcomes.Started["success (self_reported)"]);
        Assert.Equal(3, trusted.Stage("runs").Dropped["not_successful"]);
    }

    [Fact]
    public void Three_unreadable_replies_and_a_good_one_give_one_row_of_the_good_one()
    {
        using var folder = new TempFolder();
        Episode(folder["in/run"],
            Line("planner_input", 0, """{"goal":"g","observation":"o","action_history":[]}"""),
            Call("parse_error", "I cannot."), Call("parse_error", "Sorry."), Call("parse_error", "{"), Call("success", """{"steps":[{"step_id":1,"intent":"Look"}]}"""),
            Line("planner_output", 0, """{"steps":[{"step_id":1,"intent":"Look","success_criteria":""}]}"""));
        Import("plan-and-act", folder["in"], folder["runs"]);

        DatasetBuilder.Build(folder["runs"], folder["ds"], AllRoles);

        JsonElement row = Assert.Single(Stored.Rows(folder["ds"]));
        Assert.Equal("""{"steps":[{"step_id":1,"intent":"Look"}]}""", row.GetProperty("messages")[2].GetProperty("content").GetString());
        Assert.Equal(4, Reading.TraceFolder.Read(folder["runs"]).SelectMany(file => file.Runs).Single().Events.Count(recorded => recorded is { Type: "llm_call", Decision: 0 }));
    }

    [Fact]
    public void An_output_that_can_be_read_and_breaks_its_contract_gives_no_row()
    {
        using var folder = new TempFolder();
        Episode(folder["in/run"],
            Line("planner_input", 0, """{"goal":"g","observation":"o","action_history":[]}"""),
            Line("planner_output", 0, """{"steps":[{"step_id":1}]}"""));
        Import("plan-and-act", folder["in"], folder["runs"]);

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], AllRoles);

        Assert.Equal(1, result.Stage("candidates").Dropped["unreadable_output"]);
        Assert.True(result.IsRefused);
    }

    /// <summary>Rows of a kind, and those that were dropped only because they repeat another to the byte.</summary>
    private static long Made(BuildResult result, TempFolder folder, string kind) =>
        result.Report.RowsByKind[kind] + Stored.Lines(folder["ds"], "rejected.jsonl").Count(line => Text(line, "reason") == "exact_duplicate" && Text(line, "kind") == kind);

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement member) ? member.GetString() : null;

    private static string Seeds()
    {
        Assert.SkipWhen(SharedData.Folder("seed_formats") is null, "skipped: the replaced systems' traces (seed_formats) are not beside the repository");
        return SharedData.Folder("seed_formats")!;
    }

    private static void Import(string format, string source, string runs) => TraceImporters.Find(format)!.Import(source, new ImportOptions { Out = runs });

    private static void Episode(string folder, params string[] lines)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "session.json"), """{"schema_version":"1.1.0","run_id":"r1","started_at":"2026-11-21T03:31:30.220946+00:00","finished_at":"2026-11-21T03:31:31.220946+00:00","status":"completed","goal":"g","summary":{"success":true}}""");
        File.WriteAllLines(Path.Combine(folder, "events.jsonl"), lines);
    }

    private static string Line(string type, int step, string payload) =>
        $$$"""{"schema_version":"1.1.0","event_version":1,"run_id":"r1","step":{{{step}}},"event_type":"{{{type}}}","timestamp":"2026-11-21T03:31:30.300000+00:00","payload":{{{payload}}},"meta":{}}""";

    private static string Call(string status, string reply) => Line("llm_call", 0, JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["component"] = "planner",
        ["step"] = 0,
        ["status"] = status,
        ["error"] = status == "success" ? string.Empty : "ValueError: no JSON",
        ["model"] = "m",
        ["temperature"] = 0.0,
        ["used_response_format_json_object"] = true,
        ["latency_ms"] = 12.5,
        ["usage"] = new Dictionary<string, int> { ["prompt_tokens"] = 10 },
        ["system_prompt"] = "You plan.",
        ["user_prompt"] = "Plan it.",
        ["raw_response"] = reply,
        ["parsed_output"] = status == "success" ? JsonDocument.Parse(reply).RootElement : null,
    }));
}
