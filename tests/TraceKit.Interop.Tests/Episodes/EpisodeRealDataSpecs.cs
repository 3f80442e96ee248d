using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Interop.Tests.Episodes;

/// <summary>What the importers make of the eight traces that the original systems wrote.</summary>
public sealed class EpisodeRealDataSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    public static TheoryData<string, string, int, int> Formats { get; } = new()
    {
        { "plan-and-act", "plan_and_act", 3, 31 },
        { "manus", "manus", 5, 93 },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_line_of_every_run_is_imported(string format, string folder, int runs, int lines)
    {
        Imported imported = Import(format, folder);

        Assert.Equal((runs, runs, lines, lines), (imported.Report.Runs, imported.Runs.Count, imported.Report.RecordsRead, imported.Report.RecordsImported));
        Assert.Empty(imported.Report.Rejected);
        Assert.Equal(Enumerable.Repeat(ImportRules.StepConvention, runs), imported.Report.Findings.Select(finding => finding.Rule));
        Assert.DoesNotContain(imported.Runs.SelectMany(run => run.Events), recorded => recorded.Is<ForeignRecord>());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_of_the_source_is_lost(string format, string folder, int runs, int lines)
    {
        string source = RealData.Path("seed_formats", folder, "traces");

        Imported imported = Import(format, folder);

        Assert.Equal(runs, imported.Runs.Count);
        Assert.Equal(lines, imported.Runs.Sum(run => EpisodeRebuild.Lines(run).Count));
        foreach (RecordedRun run in imported.Runs)
        {
            string home = Path.Combine(source, run.RunId[(format.Length + 1)..]);
            JsonNode session = JsonNode.Parse(File.ReadAllBytes(Path.Combine(home, "session.json")))!;
            Assert.True(Json.Same(session, EpisodeRebuild.Session(run)), EpisodeRebuild.Session(run).ToJsonString());
            Assert.All(File.ReadLines(Path.Combine(home, "events.jsonl")).Zip(EpisodeRebuild.Lines(run)), pair =>
                Assert.True(Json.Same(EpisodeRebuild.Comparable(pair.First), pair.Second), $"{pair.First}\n{pair.Second.ToJsonString()}"));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_origin_leads_to_the_line_that_the_event_was_made_of(string format, string folder, int runs, int lines)
    {
        string source = RealData.Path("seed_formats", folder, "traces");

        Imported imported = Import(format, folder);

        Assert.Equal(runs, imported.Runs.Count);
        Assert.Equal(lines, imported.Runs.SelectMany(run => run.Events).Select(recorded => (recorded.RunId, recorded.Origin!.Offset)).Distinct().Count());
        foreach (EventOrigin? origin in imported.Runs.SelectMany(run => run.Events.Select(recorded => recorded.Origin).Append(run.Header.Origin)))
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(source, origin!.File!));
            Assert.Equal(origin.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan((int)origin.Offset!, (int)origin.Length!))));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Importing_again_gives_the_same_bytes(string format, string folder, int runs, int lines)
    {
        Import(format, folder);
        IReadOnlyList<string> before = Imported.Fingerprint(_temp.Out);

        ImportReport again = Import(format, folder).Report;
        string elsewhere = Path.Combine(_temp.Path, "elsewhere");
        Imported.From(format, RealData.Path("seed_formats", folder, "traces"), elsewhere);

        Assert.Equal((runs, lines), (again.AlreadyThere, again.RecordsImported));
        Assert.Equal(before, Imported.Fingerprint(_temp.Out));
        Assert.Equal(before, Imported.Fingerprint(elsewhere));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_importer_recognises_its_own_runs_and_passes_over_its_sibling_s(string format, string folder, int runs, int lines)
    {
        string source = RealData.Path("seed_formats", folder);
        string all = RealData.Path("seed_formats");

        Assert.Equal(format, TraceImporters.Detect(source)?.Format);
        Imported imported = Imported.From(format, all, _temp.Out);

        Assert.Equal((runs, lines), (imported.Report.Runs, imported.Report.RecordsRead));
        Assert.Equal(8 - runs, imported.Found(ImportRules.PassedOver).Count());
    }

    [Fact]
    public void V01_fifteen_worker_pairs_are_joined_although_their_steps_differ()
    {
        Imported imported = Import("manus", "manus");

        List<(RecordedEvent Input, RecordedEvent Output)> pairs =
            [.. imported.Runs.SelectMany(run => run.Events.Where(recorded => recorded.Is<ExecutorOutput>()).Select(output => (run.Events[(int)output.Answers!], output)))];
        Assert.Equal(15, pairs.Count);
        Assert.All(pairs, pair =>
        {
            Assert.Equal(("worker", "worker"), (pair.Input.Role, pair.Output.Role));
            Assert.Equal(pair.Input.Step + 1, pair.Output.Step);
            Assert.NotEmpty(pair.Input.Read<ExecutorInput>().Observation);
            Assert.NotEmpty(pair.Input.Read<ExecutorInput>().CurrentStep.Intent);
            Assert.NotEqual(0, pair.Output.Read<ExecutorOutput>().Action.Arguments!.Value.GetProperty("output").GetString()!.Length);
        });
        Assert.All(imported.Found(ImportRules.StepConvention), finding => Assert.Contains("of 3 executor pairs, 3 number the output one step after", finding.Message, StringComparison.Ordinal));
        Assert.Equal(5, imported.Runs.SelectMany(run => run.Events).Count(recorded => recorded is { Type: "planner_input", Role: "architect" }));
        Assert.Equal(15, imported.Runs.SelectMany(run => run.Events).Count(recorded => recorded.Is<CriticOutput>() && recorded.Answers is not null));
    }

    [Fact]
    public void V03_a_failing_tool_is_seen_and_success_is_self_reported()
    {
        Imported imported = Import("plan-and-act", "plan_and_act");

        RecordedEvent result = Assert.Single(imported.Runs.SelectMany(run => run.Events), recorded => recorded.Is<ToolResult>());
        ToolResult told = result.Read<ToolResult>();
        Assert.Equal((false, "tool_error", "web_search", "call-1"), (told.Ok, told.ErrorKind, told.Name, told.CallId));
        Assert.NotNull(result.Answers);
        Assert.All(imported.Runs, run => Assert.Equal(
            (RunStatus.Completed, true, SuccessSource.SelfReported, "agent_exit"),
            (run.Status, run.End!.Success, run.End.SuccessSource, run.End.StopReason)));
    }

    [Fact]
    public void A_tool_that_a_worker_uses_belongs_to_the_worker_s_decision()
    {
        Imported imported = Import("manus", "manus");

        List<RecordedEvent> calls = [.. imported.Runs.SelectMany(run => run.Events).Where(recorded => recorded.Is<ToolCall>())];
        Assert.Equal(3, calls.Count);
        Assert.All(calls, call => Assert.True(imported.Runs.Single(run => run.RunId == call.RunId).Events[(int)call.Decision!].Is<ExecutorInput>()));
    }

    public void Dispose() => _temp.Dispose();

    private Imported Import(string format, string folder) => Imported.From(format, RealData.Path("seed_formats", folder, "traces"), _temp.Out);
}
