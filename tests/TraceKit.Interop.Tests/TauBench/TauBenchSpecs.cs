using System.Text;
using System.Text.Json.Nodes;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Interop.Tests.TauBench;

public sealed class TauBenchSpecs : IDisposable
{
    private const string User = """{"role":"user","content":"hello"}""";

    private readonly ImportFolder _temp = new();

    public static TheoryData<string, string> BadEntries { get; } = new()
    {
        { """{"task_id":1,"trial":0,"reward":1}""", "wrong_shape" },
        { """{"task_id":1,"traj":null}""", "wrong_shape" },
        { """{"task_id":1,"traj":{}}""", "wrong_shape" },
        { """{"task_id":[],"traj":[]}""", "wrong_shape" },
        { """{"task_id":1,"trial":"first","traj":[]}""", "wrong_shape" },
        { """{"task_id":1,"reward":true,"traj":[]}""", "wrong_shape" },
        { """{"task_id":1,"traj":[7]}""", "wrong_shape" },
        { """{"task_id":1,"traj":[{"content":"no role"}]}""", "wrong_shape" },
        { """{"task_id":1,"traj":[{"role":"user","content":[{"type":"text","text":"parts"}]}]}""", "wrong_shape" },
        { """{"task_id":1,"traj":[{"role":"assistant","tool_calls":"none"}]}""", "wrong_shape" },
        { """{"task_id":1,"traj":[{"role":"assistant","content":null,"tool_calls":[{"id":"a","function":{"name":"f"}}]}]}""", "wrong_shape" },
        { """{"task_id":1,"task_id":2,"traj":[]}""", "not_json" },
        { """{"task_id":1,"traj":[{"role":"user","content":"\ud800"}]}""", "not_unicode" },
        { "7", "wrong_shape" },
        { "{\"task_id\":1,\"traj\":[],\"info\":" + new string('[', 90) + new string(']', 90) + "}", "too_deep" },
        { "{\"task_id\":1,\"traj\":[{\"role\":\"user\",\"content\":\"" + new string('a', 10_000_000) + "\"}]}", "too_long" },
    };

    [Theory]
    [MemberData(nameof(BadEntries), DisableDiscoveryEnumeration = true)]
    public void A_bad_entry_is_rejected_with_its_place_and_the_others_go_on(string bad, string reason)
    {
        Imported imported = Import($"[{Entry(0, User)},{bad},{Entry(2, User)}]");

        Assert.Equal((3, 2, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Rejected[reason]));
        TraceFinding finding = Assert.Single(imported.Report.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.StartsWith($"entry 1 at byte {Entry(0, User).Length + 2} was rejected", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["demo/0", "demo/2"], imported.Runs.Select(run => run.Header.TaskId!).Order());
    }

    [Fact]
    public void A_half_file_gives_its_whole_entries_and_says_where_it_breaks()
    {
        string whole = $"[{Entry(0, User)},{Entry(1, User)},{Entry(2, User)}]";

        Imported imported = Import(whole[..^30]);

        Assert.Equal((3, 2, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Rejected["not_json"]));
        Assert.Contains("entry 2 and all after it are lost, from byte", Assert.Single(imported.Found(ImportRules.NotJson)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"an":"object"}""")]
    [InlineData("""[1,2,3]""")]
    [InlineData("""[{"traj":[]},{"task_id":1}]""")]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("plain text")]
    public void Another_json_file_is_passed_over(string content)
    {
        _temp.Write("other.json", content);

        Imported imported = Import($"[{Entry(0, User)}]");

        TraceFinding finding = Assert.Single(imported.Found(ImportRules.PassedOver));
        Assert.Equal(("other.json", FindingSeverity.Info), (finding.File, finding.Severity));
        Assert.Equal(1, imported.Report.Runs);
    }

    [Fact]
    public void A_call_that_nothing_answers_is_unresolved_and_a_result_that_answers_nothing_stays()
    {
        Imported imported = Import($"[{Entry(0, User, Asks("a"), Answers("b", "Error: no"), User)}]");

        Assert.Equal(
            ["message", "llm_call", "tool_call", "tool_result", "message", "tool_call_unresolved", "decision_abandoned", "label"],
            imported.Run.Events.Select(recorded => recorded.Type));
        Assert.Null(imported.Run.Events[3].Answers);
        Assert.Equal((false, "tool_error"), (imported.Run.Events[3].Read<ToolResult>().Ok, imported.Run.Events[3].Read<ToolResult>().ErrorKind));
        Assert.Equal((2L, 2L), (imported.Run.Events[5].Decision!.Value, imported.Run.Events[6].Answers!.Value));
        Assert.Equal([ImportRules.NoInput, ImportRules.NoAnswer], imported.Report.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void A_call_id_that_comes_again_pairs_with_the_nearest_earlier_call_without_a_result()
    {
        RecordedRun run = Import($"[{Entry(0, Asks("a"), Answers("a", "one"), Asks("a"), Answers("a", "two"), Asks("b"), Asks("b"), Answers("b", "three"), Answers("b", "four"))}]").Run;

        Assert.Equal([1L, 4L, 9L, 7L], run.Events.Where(recorded => recorded.Is<ToolResult>()).Select(result => result.Answers!.Value));
    }

    [Fact]
    public void Members_that_have_no_place_come_back_verbatim()
    {
        string entry = """{"task_id":"T 1/x","trial":3,"reward":0.25,"info":{"note":[1.50,null]},"mine":null,"traj":[{"role":"system","content":"s","name":"n","x":1},{"role":"user","content":"u"},{"role":"assistant","content":"both","refusal":null,"tool_calls":[{"id":"a","type":"function","index":0,"function":{"name":"f","arguments":"{bad","strict":true}},{"id":"b","type":"custom","function":{"name":"g","arguments":""}}]},{"role":"tool","tool_call_id":"b","name":"g","content":"ok","extra":{}},{"role":"narrator","content":["odd"]},{"role":"tool","tool_call_id":"a","name":"f","content":"Error"}]}""";

        Imported imported = Import($"[{entry}]");

        JsonObject rebuilt = TauBenchChatRebuild.Entry(imported.Run);
        Assert.True(Json.Same(JsonNode.Parse(entry), rebuilt), rebuilt.ToJsonString());
        Assert.Equal("demo/T 1/x", imported.Run.Header.TaskId);
        Assert.Single(imported.Found(ImportRules.UnknownType));
        Assert.False(imported.Run.End!.Success);
    }

    [Fact]
    public void What_was_not_recorded_stays_unknown()
    {
        Imported imported = Import("""[{"task_id":5,"traj":[]}]""");

        RecordedRun run = imported.Run;
        Assert.Matches(@"^tau-bench\.[0-9a-f]{8}\.task-5$", run.RunId);
        Assert.Equal((string.Empty, null, RunStatus.Completed, null), (run.Header.Goal, run.Header.Trial, run.Status, run.End!.Success));
        Assert.Equal(["unknown", "unknown"], [run.Header.Tags!["time"], run.Header.Session.Environment]);
        Assert.Empty(run.Events);
        Assert.Equal(2, imported.Found(ImportRules.NotRecorded).Count());
    }

    [Fact]
    public void The_goal_is_the_user_s_first_turn_where_no_instruction_was_recorded()
    {
        Assert.Equal("hello", Import($"[{Entry(0, User)}]").Run.Header.Goal);
    }

    [Fact]
    public void The_reward_is_a_label_of_the_environment()
    {
        Label label = Import($"[{Entry(0, User)}]").Run.Events[^1].Read<Label>();

        Assert.Equal(("reward", 1.0, "tau-bench", Contract.SuccessSource.Environment), (label.Name, label.Score, label.By, label.Source));
    }

    [Fact]
    public void What_the_caller_knows_is_recorded()
    {
        _temp.Write("demo.json", $"[{Entry(0, User, Asks("a"))}]");
        int told = 0;

        Imported imported = Imported.From("tau-bench", _temp.In, _temp.Out, options => options with
        {
            Environment = "evaluation",
            Model = "some-model",
            Tools = [new ToolDefinition { Name = "f" }],
            Progress = new Listener(read => told = read),
        });

        Assert.Equal(("evaluation", "f"), (imported.Run.Header.Session.Environment, imported.Run.Header.Tools![0].Name));
        Assert.Equal("some-model", imported.Run.Events[1].Read<LlmCall>().Model);
        Assert.Equal(1, told);
    }

    [Fact]
    public void Files_of_one_name_in_two_folders_and_entries_that_differ_never_collide()
    {
        _temp.Write("a/demo.json", $"[{Entry(0, User)},{Entry(0, User, User)}]");
        _temp.Write("b/demo.json", $"[{Entry(0, User)}]");

        Imported imported = Imported.From("tau-bench", _temp.In, _temp.Out);

        Assert.Equal(3, imported.Runs.Select(run => run.RunId).Distinct().Count());
        Assert.Equal("demo/0", Assert.Single(imported.Runs.Select(run => run.Header.TaskId).Distinct()));
    }

    [Fact]
    public void A_file_that_has_grown_adds_only_what_is_new()
    {
        Import($"[{Entry(0, User)}]");

        Imported grown = Import($"[{Entry(0, User)},{Entry(1, User)}]");

        Assert.Equal((1, 1, 2), (grown.Report.Runs, grown.Report.AlreadyThere, grown.Runs.Count));
    }

    [Fact]
    public void A_run_that_would_differ_from_the_one_that_is_there_is_a_conflict()
    {
        Import($"[{Entry(0, User)}]");
        IReadOnlyList<string> before = Imported.Fingerprint(_temp.Out);

        Imported other = Imported.From("tau-bench", _temp.In, _temp.Out, options => options with { Environment = "evaluation" });

        Assert.Equal((0, 1), (other.Report.Runs, other.Report.Rejected["conflict"]));
        Assert.Single(other.Found(ImportRules.Conflict));
        Assert.Equal(before, Imported.Fingerprint(_temp.Out));
    }

    [Fact]
    public void A_byte_order_mark_moves_the_offsets_and_nothing_else()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"[{Entry(0, User)}]")];
        _temp.Write("demo.json", bytes);

        RecordedRun run = Imported.From("tau-bench", _temp.In, _temp.Out).Run;

        EventOrigin origin = run.Events[0].Origin!;
        Assert.Equal(User, Encoding.UTF8.GetString(bytes.AsSpan((int)origin.Offset!, (int)origin.Length!)));
    }

    [Fact]
    public void A_result_that_is_as_long_as_a_record_may_be_is_whole()
    {
        string text = string.Concat(Enumerable.Repeat("\U0001F600", 2 * 1024 * 1024 / 4 - 50));

        RecordedRun run = Import($"[{Entry(0, $$"""{"role":"user","content":"{{text}}"}""")}]").Run;

        Assert.Equal(text, run.Events[0].Read<Message>().Content);
    }

    public void Dispose() => _temp.Dispose();

    private static string Entry(int task, params string[] messages) =>
        $$"""{"task_id":{{task}},"trial":1,"reward":1.0,"info":{},"traj":[{{string.Join(',', messages)}}]}""";

    private static string Asks(string id) =>
        $$$"""{"role":"assistant","content":null,"tool_calls":[{"id":"{{{id}}}","type":"function","function":{"name":"f","arguments":"{}"}}]}""";

    private static string Answers(string id, string content) => $$"""{"role":"tool","tool_call_id":"{{id}}","name":"f","content":"{{content}}"}""";

    private Imported Import(string file)
    {
        _temp.Write("demo.json", file);
        return Imported.From("tau-bench", _temp.In, _temp.Out);
    }

    private sealed class Listener(Action<int> listen) : IProgress<int>
    {
        public void Report(int value) => listen(value);
    }
}
