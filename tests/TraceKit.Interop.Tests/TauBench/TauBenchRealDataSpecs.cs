using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Interop.Tests.TauBench;

/// <summary>What the importer makes of 100 real trajectories: 25 tasks, four trials each.</summary>
public sealed class TauBenchRealDataSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    [Fact]
    public void Every_trajectory_becomes_a_run_and_every_message_its_event()
    {
        Imported imported = Import();

        Assert.Equal((100, 100, 100, 0), (imported.Runs.Count, imported.Report.Runs, imported.Report.RecordsRead, imported.Report.Rejected.Count));
        Assert.Empty(imported.Report.Findings);
        Assert.Equal(imported.Report.Events, imported.Runs.Sum(run => run.Events.Count));
        Dictionary<string, int> counts = imported.Runs.SelectMany(run => run.Events).CountBy(recorded => recorded.Type).ToDictionary();
        Assert.Equal(
            new Dictionary<string, int> { ["message"] = 960, ["llm_call"] = 1381, ["tool_call"] = 621, ["tool_result"] = 621, ["label"] = 100 },
            counts);
    }

    [Fact]
    public void Trials_of_a_task_share_its_id_and_differ_in_their_run_ids()
    {
        Imported imported = Import();

        Assert.Equal(25, imported.Runs.Select(run => run.Header.TaskId).Distinct().Count());
        Assert.All(imported.Runs.GroupBy(run => run.Header.TaskId), trials => Assert.Equal([0, 1, 2, 3], trials.Select(run => run.Header.Trial).Order()));
        Assert.Contains("gpt-4o-airline/24", imported.Runs.Select(run => run.Header.TaskId));
        Assert.Equal(100, imported.Runs.Select(run => run.RunId).Distinct().Count());
        Assert.All(imported.Runs, run => Assert.Matches(@"^tau-bench\.[0-9a-f]{8}\.task-\d+\.trial-[0-3]$", run.RunId));
    }

    [Fact]
    public void The_reward_is_the_success_and_the_environment_says_so()
    {
        Imported imported = Import();

        Assert.Equal(31, imported.Runs.Count(run => run.End!.Success == true));
        Assert.Equal(69, imported.Runs.Count(run => run.End!.Success == false));
        Assert.All(imported.Runs, run => Assert.Equal((RunStatus.Completed, "episode_over"), (run.Status, run.End!.StopReason)));
        Assert.All(imported.Runs, run => Assert.Equal(Contract.SuccessSource.Environment, run.End!.SuccessSource));
    }

    [Fact]
    public void Every_result_answers_the_call_that_asked_for_it_and_failures_are_marked()
    {
        Imported imported = Import();

        foreach (RecordedRun run in imported.Runs)
        {
            Assert.All(run.Events.Where(recorded => recorded.Is<ToolResult>()), result =>
                Assert.Equal(run.Events[(int)result.Answers!].Read<ToolCall>().CallId, result.Read<ToolResult>().CallId));
        }

        List<ToolResult> failed = [.. imported.Runs.SelectMany(run => run.Events).Select(recorded => recorded.TryRead<ToolResult>()).OfType<ToolResult>().Where(result => !result.Ok)];
        Assert.Equal(63, failed.Count);
        Assert.All(failed, result => Assert.Equal("tool_error", result.ErrorKind));
    }

    [Fact]
    public void Nothing_of_the_source_is_lost()
    {
        JsonArray source = JsonNode.Parse(File.ReadAllBytes(File_()))!.AsArray();

        Imported imported = Import();

        var rebuilt = imported.Runs.ToDictionary(run => run.Header.Origin!.Offset!.Value, TauBenchChatRebuild.Entry);
        Assert.All(source.Zip(rebuilt.OrderBy(entry => entry.Key)), pair => Assert.True(Json.Same(pair.First, pair.Second.Value), $"{pair.First!["task_id"]}/{pair.First["trial"]}"));
    }

    [Fact]
    public void Every_origin_leads_to_the_bytes_that_the_event_was_made_of()
    {
        byte[] bytes = File.ReadAllBytes(File_());

        Imported imported = Import();

        foreach (EventOrigin? origin in imported.Runs.SelectMany(run => run.Events.Select(recorded => recorded.Origin).Append(run.Header.Origin)))
        {
            Assert.Equal(("tau-bench", "split/gpt-4o-airline.tasks00-24.json"), (origin!.Format, origin.File));
            Assert.Equal(origin.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan((int)origin.Offset!, (int)origin.Length!))));
        }
    }

    [Fact]
    public void Importing_twice_gives_the_same_bytes_and_a_second_time_into_the_same_folder_changes_nothing()
    {
        Imported first = Import();
        IReadOnlyList<string> before = Imported.Fingerprint(_temp.Out);

        ImportReport again = Import().Report;
        string elsewhere = Path.Combine(_temp.Path, "elsewhere");
        Imported.From("tau-bench", RealData.Path("tau_bench"), elsewhere);

        Assert.Equal((0, 100, 100), (again.Runs, again.AlreadyThere, again.RecordsImported));
        Assert.All(again.Findings, finding => Assert.Equal((ImportRules.AlreadyThere, FindingSeverity.Info), (finding.Rule, finding.Severity)));
        Assert.Equal(before, Imported.Fingerprint(_temp.Out));
        Assert.Equal(before, Imported.Fingerprint(elsewhere));
        Assert.Equal(100, first.Report.Files.Count);
    }

    [Fact]
    public void The_folder_is_recognised()
    {
        Assert.Equal("tau-bench", TraceImporters.Detect(RealData.Path("tau_bench"))?.Format);
    }

    [Fact]
    public void A_call_keeps_both_its_text_and_its_tool_calls()
    {
        Imported imported = Import();

        Assert.Contains(imported.Runs.SelectMany(run => run.Events), recorded => recorded.TryRead<LlmCall>() is { Reply: { Content: not null, ToolCalls: not null } });
        Assert.Contains(imported.Runs.SelectMany(run => run.Events), recorded => recorded.TryRead<LlmCall>() is { Reply: { Content: null, ToolCalls: not null } });
    }

    public void Dispose() => _temp.Dispose();

    private static string File_() => RealData.Path("tau_bench", "split", "gpt-4o-airline.tasks00-24.json");

    private Imported Import() => Imported.From("tau-bench", RealData.Path("tau_bench"), _temp.Out);
}
