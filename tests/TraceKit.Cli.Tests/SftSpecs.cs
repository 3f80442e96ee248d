using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;

namespace TraceKit.Cli.Tests;

public sealed class SftSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_build_says_what_it_made_and_where_and_how_to_look_further()
    {
        Runs(tasks: 40);

        CliResult built = Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"]);

        Assert.Equal((ExitCodes.Ok, string.Empty), (built.ExitCode, built.Error));
        Assert.Contains("LEAK-01   pass", built.Output, StringComparison.Ordinal);
        Assert.Contains("built: 40 rows for trl", built.Output, StringComparison.Ordinal);
        Assert.Contains($"Dataset: {_folder["ds"]}", built.Output, StringComparison.Ordinal);
        Assert.Contains($"tracekit sft audit {_folder["ds"]} train:0", built.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaking_split_is_refused_with_exit_2_and_the_gate_is_named()
    {
        Runs(tasks: 20, trials: 5);

        CliResult refused = Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"], "--split", "random");

        Assert.Equal(ExitCodes.Refused, refused.ExitCode);
        Assert.Contains("LEAK-01   ERROR", refused.Output, StringComparison.Ordinal);
        Assert.Contains("refused by LEAK-01", refused.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder["ds"], "train.jsonl")));
        CliResult checkedAfter = Cli.Run("sft", "audit", _folder["ds"]);
        Assert.Equal(ExitCodes.BadData, checkedAfter.ExitCode);
        Assert.Contains("report.json says why", checkedAfter.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_exit_1_only_when_strict()
    {
        Runs(tasks: 2); // too few for three splits: LEAK-05

        Assert.Equal(ExitCodes.Ok, Cli.Run("sft", "build", _folder["runs"], "--out", _folder["a"]).ExitCode);
        Assert.Equal(ExitCodes.Warnings, Cli.Run("sft", "build", _folder["runs"], "--out", _folder["b"], "--strict").ExitCode);
    }

    [Fact]
    public void Json_is_one_document_with_verdict_gates_and_balance()
    {
        Runs(tasks: 40);

        JsonElement report = Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"], "--json").Json.GetProperty("report");

        Assert.Equal("built", report.GetProperty("verdict").GetString());
        Assert.Equal("pass", report.GetProperty("gates").EnumerateArray().Single(gate => gate.GetProperty("id").GetString() == "LEAK-01").GetProperty("verdict").GetString());
        Assert.Equal(["runs", "candidates", "rows", "turns"], report.GetProperty("balance").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        Assert.All(report.GetProperty("balance").EnumerateArray(), stage => Assert.True(stage.GetProperty("holds").GetBoolean()));
    }

    [Fact]
    public void An_audit_shows_the_row_its_events_and_that_all_is_proved()
    {
        Runs(tasks: 40);
        Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"]);

        CliResult one = Cli.Run("sft", "audit", _folder["ds"], "train:0");
        CliResult all = Cli.Run("sft", "audit", _folder["ds"]);

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (one.ExitCode, all.ExitCode));
        Assert.Contains("#0 planner_input  line 2, bytes ", one.Output, StringComparison.Ordinal);
        Assert.Contains("#1 planner_output  line 3, bytes ", one.Output, StringComparison.Ordinal);
        Assert.Contains("json-text to /messages/1/content (trained)", one.Output, StringComparison.Ordinal);
        Assert.Contains("proved: 40 rows", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_byte_is_exit_65_and_its_place_is_named()
    {
        Runs(tasks: 40);
        Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"]);
        JsonElement source = Cli.Run("sft", "audit", _folder["ds"], "train:0", "--json").Json.GetProperty("rows")[0].GetProperty("sources")[1];
        string file = Path.Combine(_folder["runs"], source.GetProperty("file").GetString()!);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[source.GetProperty("offset").GetInt64() + (source.GetProperty("length").GetInt64() / 2)] ^= 1;
        File.WriteAllBytes(file, bytes);

        CliResult audit = Cli.Run("sft", "audit", _folder["ds"]);
        CliResult gates = Cli.Run("sft", "check", _folder["ds"]);

        Assert.Equal((ExitCodes.BadData, ExitCodes.Refused), (audit.ExitCode, gates.ExitCode));
        Assert.Contains($"{source.GetProperty("file").GetString()}:3", audit.Output, StringComparison.Ordinal);
        Assert.Contains("LIN-01    ERROR", gates.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_of_a_good_dataset_passes_and_of_bad_rows_of_anybody_refuses()
    {
        Runs(tasks: 40);
        Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"]);
        string foreign = _folder.Write("rows.jsonl", """{"messages":[{"role":"user","content":"{}"},{"role":"assistant","content":"yes"}]}"""u8);

        CliResult own = Cli.Run("sft", "check", _folder["ds"]);
        CliResult others = Cli.Run("sft", "check", foreign);

        Assert.Equal((ExitCodes.Ok, ExitCodes.Refused), (own.ExitCode, others.ExitCode));
        Assert.Contains("FMT-06    ERROR", others.Output, StringComparison.Ordinal);
        Assert.Contains("rows.jsonl:1", others.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_built_is_said_with_what_to_do()
    {
        Directory.CreateDirectory(_folder["empty"]);
        string recipe = _folder.Write("r.json", """{"format":"morse"}"""u8);
        Runs(tasks: 3);
        Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"]);

        Refused(ExitCodes.InputOutput, "There is no file or folder", "sft", "build", _folder["nope"], "--out", _folder["x"]);
        Refused(ExitCodes.BadData, "no run files", "sft", "build", _folder["empty"], "--out", _folder["x"]);
        Refused(ExitCodes.Usage, "'format' is 'morse': it can be openai, trl", "sft", "build", _folder["runs"], "--out", _folder["x"], "--recipe", recipe);
        Refused(ExitCodes.Usage, "--out", "sft", "build", _folder["runs"]);
        Refused(ExitCodes.Usage, "moon", "sft", "build", _folder["runs"], "--out", _folder["x"], "--split", "moon");
        Refused(ExitCodes.BadData, "--force", "sft", "build", _folder["runs"], "--out", _folder["ds"]);
        Refused(ExitCodes.BadData, "no row 'train:99'", "sft", "audit", _folder["ds"], "train:99");
        Refused(ExitCodes.BadData, "no manifest.json", "sft", "audit", _folder["runs"]);
        Refused(ExitCodes.BadData, "no rows", "sft", "check", _folder["empty"]);
    }

    [Fact]
    public void Terminal_sequences_in_a_trace_do_not_reach_the_terminal()
    {
        Runs(tasks: 40, observation: "\u001b]52;c;ZXZpbA==\u0007 [red]alarm[/]");
        Cli.Run("sft", "build", _folder["runs"], "--out", _folder["ds"]);

        foreach (CliResult shown in new[] { Cli.Run("sft", "audit", _folder["ds"], "train:0", "--full"), Cli.RunInTerminal(noColor: null, 100, "sft", "audit", _folder["ds"], "train:0") })
        {
            Assert.Equal(ExitCodes.Ok, shown.ExitCode);
            Assert.DoesNotContain("\u001b]52", shown.Output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u0007', shown.Output);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void Refused(int exitCode, string message, params string[] args)
    {
        CliResult refused = Cli.Run(args);

        Assert.Equal(exitCode, refused.ExitCode);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private void Runs(int tasks, int trials = 1, string observation = "The page")
    {
        using var collector = new TraceCollector(new TraceKitOptions { Root = _folder["runs"], Time = new StepTime(), RecoverAtStart = false });
        for (int i = 0; i < tasks * trials; i++)
        {
            using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Find it", RunId = $"run-{i:D3}", TaskId = $"task-{i % tasks}" });
            using Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = $"{observation} {i}" });
            planning.Answer(new PlannerOutput { Steps = [new PlanStep { StepId = 1, Intent = "Look" }] });
            run.Complete(success: i % 2 == 0, SuccessSource.Environment);
        }
    }
}
