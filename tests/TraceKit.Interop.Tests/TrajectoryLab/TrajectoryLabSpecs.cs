using System.Globalization;
using System.Text.Json.Nodes;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Interop.Tests.TrajectoryLab;

public sealed class TrajectoryLabSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    public static TheoryData<string, string> Records { get; } = new()
    {
        { "run_started", """{"topic":"again"}""" },
        { "phase", """{"phase":"a:b","status":"c:d","n":[1.50]}""" },
        { "phase", """{"phase":"a","status":"b:c"}""" },
        { "tool_call", """{"tool":"t","kwargs":{},"more":1}""" },
        { "tool_call", """{"tool":"t","kwargs":[1,2.0]}""" },
        { "tool_result", """{"tool":"t","ok":false,"latency_ms":-1,"result_preview":"no"}""" },
        { "tool_result", """{"tool":"t","ok":true,"result_preview":"half...<truncated>"}""" },
        { "message_snapshot", $$"""{"role":"system","text_preview":"","text_sha256":"{{SomeTrajectory.Sha256("x").ToUpperInvariant()}}"}""" },
        { "message_snapshot", SomeTrajectory.Snapshot("tool", "t", "t") },
        { "run_completed", """{"status":"failed","error":"ValueError: a: b\nc"}""" },
        { "run_completed", """{"status":"done","error":""}""" },
        { "final_report", """{"report_len":-1}""" },
        { "never_seen", """{"deep":{"er":[{}]}}""" },
    };

    [Fact]
    public void A_run_becomes_a_run_file()
    {
        Imported imported = new SomeTrajectory { Summary = SomeTrajectory.SummaryOf() }.Whole().Import(_temp);

        RecordedRun run = imported.Run;
        Assert.Empty(imported.Report.Findings);
        Assert.Equal((10, 10, 9L), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Events));
        Assert.Equal(
            ["state_transition", "message", "tool_call", "tool_result", "message", "state_transition", "message", "state_transition", "foreign_record"],
            run.Events.Select(recorded => recorded.Type));
        byte[] source = File.ReadAllBytes(Path.Combine(_temp.In, "trajectories", "run_0123456789ab.jsonl"));
        Assert.All(run.Events.SkipLast(1).Select(recorded => recorded.Origin!).Prepend(run.Header.Origin!), origin =>
        {
            ReadOnlySpan<byte> bytes = source.AsSpan((int)origin.Offset!.Value, (int)origin.Length!.Value);
            Assert.Equal(("trajectory-lab", "trajectories/run_0123456789ab.jsonl"), (origin.Format, origin.File));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), origin.Sha256);
        });
        Assert.Equal("trajectories/run_0123456789ab.summary.json", run.Events[^1].Origin!.File);
    }

    [Fact]
    public void The_start_is_the_run_s_header()
    {
        RecordedRun run = new SomeTrajectory().Whole().Import(_temp).Run;

        Assert.Equal(("trajectory-lab.run_0123456789ab", "find it", "run_started"), (run.RunId, run.Header.Goal, run.Header.Origin!.Type));
        Assert.Equal(("p", "m"), (run.Header.Session.ModelStack!["agent"].Provider, run.Header.Session.ModelStack["agent"].Model));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(SomeTrajectory.Start + 1), run.Header.StartedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(SomeTrajectory.Start + 9), run.End!.EndedAt);
    }

    [Fact]
    public void Phases_are_states_one_after_the_other()
    {
        List<StateTransition> states = [.. new SomeTrajectory().Whole().Import(_temp).Run.Events.Select(recorded => recorded.TryRead<StateTransition>()).OfType<StateTransition>()];

        Assert.Equal([("not_started", "plan:started"), ("plan:started", "plan:completed"), ("plan:completed", "run:completed")], states.Select(state => (state.From, state.To)));
    }

    [Fact]
    public void A_result_answers_the_nearest_earlier_call_of_its_tool()
    {
        Imported imported = new SomeTrajectory().Started().Called("a").Called("b").Called("a")
            .Line("tool_result", SomeTrajectory.Result("a", "2")).Line("tool_result", SomeTrajectory.Result("b", "1", ok: false))
            .Line("tool_result", SomeTrajectory.Result("c", "0")).Completed().Import(_temp);

        List<RecordedEvent> results = [.. imported.Run.Events.Where(recorded => recorded.Is<ToolResult>())];
        Assert.Equal([2L, 1L, null], results.Select(result => result.Answers));
        Assert.Equal((false, "tool_error", 12.5), (results[1].Read<ToolResult>().Ok, results[1].Read<ToolResult>().ErrorKind, results[1].Read<ToolResult>().LatencyMs));
        Assert.Equal(7, Assert.Single(imported.Found(ImportRules.NoInput)).Line);
        Assert.Equal(2, Assert.Single(imported.Found(ImportRules.NoAnswer)).Line);
        Assert.Equal(0, Assert.Single(imported.Run.Events, recorded => recorded.Is<DecisionAbandoned>()).Answers);
    }

    [Fact]
    public void A_message_is_whole_only_when_its_text_has_the_recorded_hash()
    {
        List<Message> messages = [.. new SomeTrajectory().Whole()
            .Line("message_snapshot", SomeTrajectory.Snapshot("user", "ab...<truncated>", "abc"))
            .Line("message_snapshot", SomeTrajectory.Snapshot("user", "ab...<truncated>", "ab...<truncated>"))
            .Import(_temp).Run.Events.Select(recorded => recorded.TryRead<Message>()).OfType<Message>()];

        Assert.Equal(["main", "main", "report", "main", "main"], messages.Select(message => message.Conversation));
        Assert.Equal([null, 6, null, 2, null], messages.Select(message => message.Parts?.Single().At));
        Assert.Equal(("truncated", SomeTrajectory.Sha256("a long text")), (messages[1].Parts![0].Type, messages[1].Parts![0].Sha256));
        Assert.Equal("ab...<truncated>", messages[3].Content);
    }

    [Fact]
    public void A_cut_result_keeps_its_mark_and_belongs_to_no_conversation()
    {
        string cut = new string('x', 1200) + "...<truncated>";

        RecordedRun run = new SomeTrajectory().Started()
            .Called().Line("tool_result", SomeTrajectory.Result("search", cut)).Called().Line("tool_result", SomeTrajectory.Result("search", "short")).Import(_temp).Run;

        Assert.Equal(cut, run.Events[1].Read<ToolResult>().Content);
        Assert.Equal(cut, run.Events[1].Origin!.Extra!.Value.GetProperty("payload").GetProperty("result_preview").GetString());
        Assert.False(run.Events[3].Origin!.Extra!.Value.TryGetProperty("payload", out _));
        Assert.Equal((null, "serialized"), (run.Events[0].Read<ToolCall>().Conversation, run.Events[0].Read<ToolCall>().ArgumentsForm));
    }

    [Theory]
    [InlineData("""{"status":"completed","error":null}""", RunStatus.Completed, null, null)]
    [InlineData("""{"status":"success"}""", RunStatus.Completed, true, null)]
    [InlineData("""{"status":"failed","error":"ValueError: bad"}""", RunStatus.Failed, null, "ValueError")]
    [InlineData("""{"status":"error","error":"it broke"}""", RunStatus.Failed, null, "not_recorded")]
    [InlineData("""{"status":"failed"}""", RunStatus.Failed, null, "not_recorded")]
    [InlineData("""{"status":"completed","error":"X: y"}""", RunStatus.Failed, null, "X")]
    [InlineData("""{"status":"cancelled"}""", RunStatus.Aborted, null, null)]
    [InlineData("""{"status":"odd"}""", RunStatus.Completed, null, null)]
    public void A_run_ends_as_its_last_record_says(string payload, RunStatus status, bool? success, string? error)
    {
        RunEnd end = new SomeTrajectory().Started().Completed(payload).Import(_temp).Run.End!;

        Assert.Equal((status, success, error), (end.Status, end.Success, end.Error?.Type));
        Assert.Equal(success is null ? null : SuccessSource.SelfReported, end.SuccessSource);
    }

    [Fact]
    public void A_run_without_an_end_was_left_unfinished()
    {
        RunEnd end = new SomeTrajectory().Started().Import(_temp).Run.End!;

        Assert.Equal((RunStatus.Aborted, "source_unfinished"), (end.Status, end.StopReason));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_comes_back_whole(string type, string payload)
    {
        RecordedRun run = new SomeTrajectory().Whole().Line(type, payload).Import(_temp).Run;

        string[] lines = File.ReadAllLines(Path.Combine(_temp.In, "trajectories", "run_0123456789ab.jsonl"));
        IReadOnlyList<JsonNode> rebuilt = TrajectoryRebuild.Lines(run);
        Assert.Equal(lines.Length, rebuilt.Count);
        Assert.All(lines.Zip(rebuilt), pair => Assert.True(Json.Same(JsonNode.Parse(pair.First), pair.Second), $"{pair.First}\n{pair.Second.ToJsonString()}"));
    }

    [Theory]
    [InlineData("\"2026-01-01T00:00:05.250+00:00\"", "2026-01-01T00:00:05.2500000+00:00")]
    [InlineData("1767225605250.0", "2026-01-01T00:00:05.2500000+00:00")]
    [InlineData("1767225605250", "2026-01-01T00:00:05.2500000+00:00")]
    public void Times_are_milliseconds_or_text(string time, string expected)
    {
        RecordedRun run = new SomeTrajectory().Raw($$"""{"ts_utc":{{time}},"run_id":"r","idx":1,"event_type":"x"}""").Import(_temp).Run;

        Assert.Equal(expected, run.Events[0].Time.ToString("o", CultureInfo.InvariantCulture));
        Assert.Equal(time == "1767225605250", !run.Events[0].Origin!.Extra!.Value.TryGetProperty("ts_utc", out _));
    }

    [Fact]
    public void Importing_again_changes_no_byte_and_another_folder_gets_the_same_bytes()
    {
        new SomeTrajectory { Summary = SomeTrajectory.SummaryOf() }.Whole().WriteTo(_temp);
        Imported.From("trajectory-lab", _temp.In, _temp.Out);
        IReadOnlyList<string> first = Imported.Fingerprint(_temp.Out);

        Imported again = Imported.From("trajectory-lab", _temp.In, _temp.Out);
        Imported.From("trajectory-lab", _temp.In, Path.Combine(_temp.Path, "other"));

        Assert.Equal((0, 1), (again.Report.Runs, again.Report.AlreadyThere));
        Assert.Equal(first, Imported.Fingerprint(_temp.Out));
        Assert.Equal(first, Imported.Fingerprint(Path.Combine(_temp.Path, "other")));
    }

    [Fact]
    public void A_single_file_of_a_run_stands_for_both_and_is_detected()
    {
        new SomeTrajectory { Summary = SomeTrajectory.SummaryOf() }.Whole().WriteTo(_temp, "one");

        foreach (string file in (string[])["one.jsonl", "one.summary.json"])
        {
            Assert.Equal("trajectory-lab", TraceImporters.Detect(Path.Combine(_temp.In, file))?.Format);
            Assert.Equal(10, Imported.From("trajectory-lab", Path.Combine(_temp.In, file), _temp.Out).Report.RecordsImported);
        }

        Assert.Equal("trajectory-lab", TraceImporters.Detect(_temp.In)?.Format);
    }

    public void Dispose() => _temp.Dispose();
}
