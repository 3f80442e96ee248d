using System.Globalization;
using System.Text.Json;
using TraceKit.Sft.Building;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

public sealed class BuildSpecs
{
    [Fact]
    public void A_row_of_a_recorded_call_is_what_the_model_saw_and_said()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", Runs.Reply);

        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        JsonElement row = Assert.Single(Stored.Rows(folder["ds"]));
        Assert.Equal(["system", "user", "assistant"], row.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal("""{"goal":"Find the cause","observation":"a","action_history":[]}""", row.GetProperty("messages")[1].GetProperty("content").GetString());
        Assert.Equal(Runs.Reply, row.GetProperty("messages")[2].GetProperty("content").GetString());
    }

    [Fact]
    public void A_row_without_a_recorded_call_is_the_data_of_input_and_answer_and_no_prompt_is_made_up()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");

        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        JsonElement row = Assert.Single(Stored.Rows(folder["ds"]));
        Assert.Equal(["user", "assistant"], row.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(Runs.Reply, row.GetProperty("messages")[1].GetProperty("content").GetString());
    }

    [Fact]
    public void A_system_prompt_that_the_recipe_names_is_in_the_row_and_in_its_lineage()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");

        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe { SystemPrompts = new Dictionary<string, string> { ["planner"] = "Plan well." } });

        Assert.Equal("Plan well.", Stored.Rows(folder["ds"])[0].GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("recipe", Stored.Lineage(folder["ds"])[0].Map[0].Op);
    }

    [Fact]
    public void Of_a_fenced_reply_the_found_object_is_trained_letter_for_letter_and_the_fence_is_not()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", $"Here you are:\n```json\n{Runs.Reply}\n```\nGood luck.");

        DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(Runs.Reply, Stored.Rows(folder["ds"])[0].GetProperty("messages")[2].GetProperty("content").GetString());
        Assert.Equal("substring", Stored.Lineage(folder["ds"])[0].Map[^1].Op);
    }

    [Fact]
    public void Failed_attempts_give_no_row_and_the_answer_after_them_gives_one()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", "I cannot.", "{\"steps\":[{\"step_id\":1}]}", Runs.Reply);

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(1, result.Report.Rows.Values.Sum());
        Assert.Equal(Runs.Reply, Stored.Rows(folder["ds"])[0].GetProperty("messages")[2].GetProperty("content").GetString());
    }

    [Fact]
    public void A_decision_whose_output_never_met_its_contract_gives_no_row()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", "{\"steps\":[{\"step_id\":1}]}");
        Runs.Asked(folder["runs"], "b", Runs.Reply);

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(1, result.Report.Rows.Values.Sum());
        Assert.Equal(1, result.Stage("candidates").Dropped["unreadable_output"]);
        JsonElement rejected = Assert.Single(Stored.Lines(folder["ds"], DatasetFormat.Rejected));
        Assert.Equal("a#0", rejected.GetProperty("address").GetString());
    }

    [Fact]
    public void Rows_that_are_the_same_to_the_byte_are_kept_once()
    {
        using var folder = new TempFolder();
        string runs = folder["runs"];
        foreach (string id in new[] { "a", "b" })
        {
            using Collection.TraceRun run = Runs.Start(runs, id, "same");
            using Collection.Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(Some.PlannerInput());
            planning.Answer(Some.PlannerOutput());
            run.Complete(success: true, Contract.SuccessSource.Tests);
        }

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Equal(1, result.Report.Rows.Values.Sum());
        Assert.Equal(1, result.Stage("rows").Dropped["exact_duplicate"]);
        Assert.Contains("a#0:planner", Stored.Lines(folder["ds"], DatasetFormat.Rejected)[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_unsealed_and_ambiguous_runs_give_no_rows_and_the_rest_of_the_work_goes_on()
    {
        using var folder = new TempFolder();
        string runs = Runs.Planners(folder, tasks: 24);
        string damaged = Directory.EnumerateFiles(runs, "run-000-0*", SearchOption.AllDirectories).Single();
        File.WriteAllText(damaged, File.ReadAllText(damaged).Replace("Look", "Leap", StringComparison.Ordinal));
        string open = Directory.EnumerateFiles(runs, "run-001-0*", SearchOption.AllDirectories).Single();
        File.WriteAllLines(open, File.ReadAllLines(open).SkipLast(1));
        Runs.Planner(folder["runs/twin"], "run-002-0", "another-task");
        File.WriteAllBytes(Path.Combine(runs, "noise.trace.jsonl"), [0, 1, 2, 3]);
        File.WriteAllBytes(Path.Combine(runs, "empty.trace.jsonl"), []);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Equal(21, result.Report.Rows.Values.Sum());
        Assert.Equal((1, 1, 2), (result.Stage("runs").Dropped["damaged"], result.Stage("runs").Dropped["unsealed"], result.Stage("runs").Dropped["duplicate_run_id"]));
        Assert.Contains(result.Report.Findings, finding => finding is { Rule: "TRC-18", Line: > 0 });
        Assert.Contains(result.Report.Findings, finding => finding.Rule == "TRC-02");
        Assert.Contains(result.Report.Findings, finding => finding.Rule == "TRC-01");
    }

    [Fact]
    public void Two_builds_give_the_same_bytes_wherever_and_whenever_they_run()
    {
        using var folder = new TempFolder();
        string runs = Runs.Planners(folder, tasks: 30, trials: 2, success: (task, _) => task % 2 == 0);
        string elsewhere = folder["deep/down/runs"];
        foreach (string file in Directory.EnumerateFiles(runs, "*", SearchOption.AllDirectories).Reverse())
        {
            string copy = Path.Combine(elsewhere, Path.GetRelativePath(runs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        DatasetBuilder.Build(runs, folder["one"], new SftRecipe());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.PercentSymbol = "Prozent";
            CultureInfo.CurrentCulture = other;
            DatasetBuilder.Build(elsewhere, folder["deep/down/two"], new SftRecipe());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(Stored.Files(folder["one"]), Stored.Files(folder["deep/down/two"]));
    }

    [Fact]
    public void Runs_of_test_and_evaluation_never_give_rows()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "a", "t");
        using (var collector = new Collection.TraceCollector(new Collection.TraceKitOptions { Root = folder["runs"], Session = new Sessions.TraceSession { Environment = "test" } }))
        using (Collection.TraceRun run = collector.StartRun(new Collection.RunDescriptor { Goal = "g", RunId = "b" }))
        {
            run.Decide(Some.PlannerInput()).Answer(Some.PlannerOutput());
            run.Complete(success: true, Contract.SuccessSource.Tests);
        }

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(1, result.Stage("runs").Dropped["environment_test"]);
        Assert.Equal(1, result.Report.Rows.Values.Sum());
    }

    [Fact]
    public void A_dataset_is_not_overwritten_unless_asked_and_other_files_never_are()
    {
        using var folder = new TempFolder();
        string runs = Runs.Planners(folder, tasks: 3);
        DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Throws<DatasetException>(() => DatasetBuilder.Build(runs, folder["ds"], new SftRecipe()));
        Assert.False(DatasetBuilder.Build(runs, folder["ds"], new SftRecipe(), force: true).IsRefused);

        File.WriteAllText(Path.Combine(folder["ds"], "thesis.txt"), "mine");
        DatasetException refusal = Assert.Throws<DatasetException>(() => DatasetBuilder.Build(runs, folder["ds"], new SftRecipe(), force: true));
        Assert.Contains("thesis.txt", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_is_refused_leaves_the_dataset_that_is_there_and_reports_beside_it()
    {
        using var folder = new TempFolder();
        string runs = Runs.Planners(folder, tasks: 10, trials: 10);
        DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());
        SortedDictionary<string, string> before = Stored.Files(folder["ds"]);

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe { Split = new SplitPolicy { By = "random" } }, force: true);

        Assert.True(result.IsRefused);
        Assert.Equal(before, Stored.Files(folder["ds"]));
        Assert.Equal(folder["ds.refused"], result.Folder);
        Assert.Equal(["rejected.jsonl", "report.json"], Stored.Files(result.Folder).Keys);
        Assert.Equal(["ds", "ds.refused", "runs"], Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_without_run_files_says_so()
    {
        using var folder = new TempFolder();

        DatasetException empty = Assert.Throws<DatasetException>(() => DatasetBuilder.Build(folder.Path, folder["ds"], new SftRecipe()));
        Assert.Throws<DirectoryNotFoundException>(() => DatasetBuilder.Build(folder["nowhere"], folder["ds"], new SftRecipe()));

        Assert.Contains("no run files", empty.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["ds"]));
    }

    [Fact]
    public void A_dataset_without_rows_is_refused_and_says_why()
    {
        using var folder = new TempFolder();
        Runs.Asked(folder["runs"], "a", "I cannot.");

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.True(result.IsRefused);
        Assert.Equal(GateVerdict.Error, result.Gate("TOK-01").Verdict);
    }
}
