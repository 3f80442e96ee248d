using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Reading;
using TraceKit.RunFiles;
using Xunit;

namespace TraceKit.Interop.Tests.TrajectoryLab;

/// <summary>Bad input costs the record that is bad, says so, and nothing else.</summary>
public sealed class BadTrajectorySpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    public static TheoryData<string, string, string> BadLines { get; } = new()
    {
        { "{\"event_type\":", "not_json", ImportRules.NotJson },
        { "[1,2]", "wrong_shape", ImportRules.WrongShape },
        { "{\"ts_utc\":1,\"idx\":2,\"payload\":{}}", "wrong_shape", ImportRules.WrongShape },
        { "{\"event_type\":7}", "wrong_shape", ImportRules.WrongShape },
        { "{\"event_type\":\"x\",\"event_type\":\"y\"}", "not_json", ImportRules.NotJson },
        { "{\"event_type\":\"x\",\"payload\":{\"t\":\"\\ud800\"}}", "not_unicode", ImportRules.NotJson },
        { "{\"event_type\":\"x\",\"payload\":" + new string('[', 200) + new string(']', 200) + "}", "too_deep", ImportRules.TooLarge },
        { "{\"event_type\":\"x\",\"payload\":{\"t\":\"" + new string('a', 3_000_000) + "\"}}", "too_long", ImportRules.TooLarge },
    };

    public static TheoryData<string, string> BadPayloads { get; } = new()
    {
        { "run_started", """{"topic":7}""" },
        { "phase", """{"phase":"","status":"s"}""" },
        { "phase", """{"phase":"p"}""" },
        { "tool_call", """{"tool":"t","kwargs":null}""" },
        { "tool_call", """{"kwargs":{}}""" },
        { "tool_result", """{"tool":"t","ok":"yes","result_preview":""}""" },
        { "tool_result", """{"tool":"t","ok":true,"result_preview":{}}""" },
        { "tool_result", $$"""{"tool":"t","ok":true,"result_preview":"{{new string('x', 2401)}}...<truncated>"}""" },
        { "message_snapshot", """{"role":"user","text_preview":"t","text_sha256":"beef"}""" },
        { "message_snapshot", """{"role":"user","text_preview":"t"}""" },
        { "message_snapshot", SomeTrajectory.Snapshot("narrator", "t", "t") },
        { "run_completed", """{"status":null,"error":"e"}""" },
        { "final_report", """{"report_len":"4","report_sha256":"","report_preview":""}""" },
        { "final_report", "[1]" },
        { "final_report", "null" },
    };

    [Theory]
    [MemberData(nameof(BadLines), DisableDiscoveryEnumeration = true)]
    public void A_bad_line_is_rejected_with_its_number_and_the_rest_goes_on(string line, string reason, string rule)
    {
        Imported imported = new SomeTrajectory().Started().Raw(line).Completed().Import(_temp);

        Assert.Equal((3, 2, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Rejected[reason]));
        TraceFinding finding = Assert.Single(imported.Report.Findings);
        Assert.Equal((rule, FindingSeverity.Error, 2L), (finding.Rule, finding.Severity, finding.Line));
        Assert.Equal(RunStatus.Completed, imported.Run.Status);
    }

    [Theory]
    [MemberData(nameof(BadPayloads), DisableDiscoveryEnumeration = true)]
    public void A_record_that_does_not_meet_its_contract_is_kept_whole(string type, string payload)
    {
        Imported imported = new SomeTrajectory().Started().Line(type, payload).Import(_temp);

        RecordedEvent kept = Assert.Single(imported.Run.Events);
        Assert.Equal((2, "foreign_record", type), (imported.Report.RecordsImported, kept.Type, kept.Origin!.Type));
        Assert.Equal(2, Assert.Single(imported.Found(ImportRules.Contract)).Line);
        Assert.True(payload == "null" || payload == kept.Read<ForeignRecord>().Payload.GetRawText(), kept.Read<ForeignRecord>().Payload.GetRawText());
    }

    [Fact]
    public void A_type_that_nobody_knows_is_kept_whole()
    {
        Imported imported = new SomeTrajectory().Started().Line("never_seen", """{"a":1}""").Import(_temp);

        Assert.Equal("never_seen", imported.Run.Events[0].Read<ForeignRecord>().Type);
        Assert.Single(imported.Found(ImportRules.UnknownType));
    }

    [Fact]
    public void A_half_written_last_line_is_told_apart_from_a_bad_one()
    {
        Imported imported = new SomeTrajectory().Started().Raw("{\"ts_utc\":176722", end: "").Import(_temp);

        Assert.Equal((2, 1, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Rejected["torn"]));
        Assert.Equal(2, Assert.Single(imported.Found(ImportRules.Torn)).Line);
    }

    [Fact]
    public void A_file_that_breaks_anywhere_gives_a_sound_run_of_what_was_whole()
    {
        new SomeTrajectory().Whole().WriteTo(_temp, "run");
        byte[] whole = File.ReadAllBytes(Path.Combine(_temp.In, "run.jsonl"));
        int firstLine = Array.IndexOf(whole, (byte)'\n') + 1;

        for (int length = firstLine; length < whole.Length; length += 53)
        {
            _temp.Write("run.jsonl", whole[..length]);
            Imported imported = Imported.From("trajectory-lab", _temp.In, Path.Combine(_temp.Path, $"out-{length}"));

            int lines = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.Equal(lines + (whole[length - 1] == (byte)'\n' ? 0 : 1), imported.Report.RecordsRead);
            Assert.InRange(imported.Report.RecordsImported, lines, lines + 1);
            Assert.NotNull(imported.Run.End);
        }
    }

    [Fact]
    public void Times_that_run_backwards_or_are_none_stay_in_the_origin()
    {
        Imported imported = new SomeTrajectory().Started()
            .Raw("""{"ts_utc":5,"run_id":"run_0123456789ab","idx":2,"event_type":"x"}""")
            .Raw("""{"ts_utc":1e300,"run_id":"run_0123456789ab","idx":3,"event_type":"x"}""")
            .Raw("""{"ts_utc":"noon","run_id":"run_0123456789ab","idx":4,"event_type":"x"}""").Import(_temp);

        Assert.StartsWith("3 record(s)", Assert.Single(imported.Found(ImportRules.Time)).Message, StringComparison.Ordinal);
        Assert.Equal(["5", "1e300", "\"noon\""], imported.Run.Events.Select(recorded => recorded.Origin!.Extra!.Value.GetProperty("ts_utc").GetRawText()));
        Assert.All(imported.Run.Events, recorded => Assert.Equal(imported.Run.Header.StartedAt, recorded.Time));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(int.MaxValue, 1)]
    public void Numbers_that_skip_or_come_again_are_a_finding(int index, int findings)
    {
        Imported imported = new SomeTrajectory().Started().Raw($$"""{"ts_utc":1767225600002,"run_id":"run_0123456789ab","idx":{{index}},"event_type":"x"}""").Import(_temp);

        Assert.Equal(findings, imported.Found(ImportRules.Contradiction).Count());
    }

    [Theory]
    [InlineData("run_id", "\"run_ffffffffffff\"")]
    [InlineData("topic", "\"another\"")]
    [InlineData("provider", "\"another\"")]
    [InlineData("model", "\"another\"")]
    [InlineData("status", "\"failed\"")]
    [InlineData("event_count", "10")]
    [InlineData("tool_call_count", "0")]
    [InlineData("tool_error_count", "1")]
    [InlineData("report_len", "5")]
    [InlineData("report_sha256", "\"beef\"")]
    public void A_summary_that_says_otherwise_than_the_lines_is_a_finding(string name, string value)
    {
        Imported imported = new SomeTrajectory { Summary = SomeTrajectory.SummaryOf(name, value) }.Whole().Import(_temp);

        TraceFinding finding = Assert.Single(imported.Report.Findings);
        Assert.Equal((ImportRules.Contradiction, "trajectories/run_0123456789ab.summary.json"), (finding.Rule, finding.File));
        Assert.Contains($"{name}=", finding.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, imported.Run.Status);
    }

    [Theory]
    [InlineData("{\"run_id\":", "not_json")]
    [InlineData("[]", "wrong_shape")]
    [InlineData("", "not_json")]
    [InlineData("\0\0\0\u0001", "unreadable")]
    public void A_summary_that_cannot_be_read_is_rejected_and_the_lines_are_imported(string summary, string reason)
    {
        Imported imported = new SomeTrajectory { Summary = summary }.Whole().Import(_temp);

        Assert.Equal((10, 9, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Rejected[reason]));
        Assert.Equal("trajectories/run_0123456789ab.summary.json", Assert.Single(imported.Report.Findings).File);
    }

    [Fact]
    public void A_summary_without_lines_is_a_run_without_events_of_its_own()
    {
        _temp.Write("run_a.summary.json", SomeTrajectory.SummaryOf("error", "\"E: m\""));

        Imported imported = Imported.From("trajectory-lab", _temp.In, _temp.Out);

        Assert.Equal(("find it", "unknown", RunStatus.Failed), (imported.Run.Header.Goal, imported.Run.Header.Tags!["time"], imported.Run.Status));
        Assert.Equal("foreign_record", Assert.Single(imported.Run.Events).Type);
        Assert.Single(imported.Found(ImportRules.NotRecorded));
    }

    [Fact]
    public void A_report_whose_length_is_another_is_a_finding()
    {
        Imported imported = new SomeTrajectory().Started().Line("final_report", SomeTrajectory.Report("done", "done").Replace(":4,", ":5,", StringComparison.Ordinal)).Import(_temp);

        Assert.Single(imported.Found(ImportRules.Contradiction));
    }

    [Fact]
    public void Two_files_with_one_run_id_are_two_runs_and_a_finding()
    {
        new SomeTrajectory().Whole().WriteTo(_temp, "a/run");
        new SomeTrajectory().Whole().WriteTo(_temp, "b/run");

        Imported imported = Imported.From("trajectory-lab", _temp.In, _temp.Out);

        Assert.Equal(2, imported.Runs.Count);
        Assert.Equal("b/run.jsonl", Assert.Single(imported.Found(ImportRules.DuplicateRun)).File);
    }

    [Fact]
    public void A_line_of_another_run_keeps_its_run_id_and_is_a_finding()
    {
        Imported imported = new SomeTrajectory().Started().Raw("""{"ts_utc":1767225600002,"run_id":"../other","idx":2,"event_type":"x"}""").Import(_temp);

        Assert.Equal("../other", imported.Run.Events[0].Origin!.Extra!.Value.GetProperty("run_id").GetString());
        Assert.Single(imported.Found(ImportRules.Contradiction));
    }

    [Fact]
    public void A_second_start_and_a_second_end_are_kept_and_are_findings()
    {
        Imported imported = new SomeTrajectory().Started().Started().Completed().Completed("""{"status":"aborted"}""").Import(_temp);

        Assert.Equal(["foreign_record", "state_transition", "state_transition"], imported.Run.Events.Select(recorded => recorded.Type));
        Assert.Equal(2, imported.Found(ImportRules.Contradiction).Count());
        Assert.Equal((RunStatus.Aborted, "aborted"), (imported.Run.Status, imported.Run.End!.StopReason));
    }

    [Theory]
    [InlineData("""{"event_type":"x","payload":{}}""")]
    [InlineData("""{"kind":"run"}""")]
    [InlineData("plain text")]
    [InlineData("")]
    public void Lines_of_another_format_are_passed_over(string line)
    {
        _temp.Write("other.jsonl", line);
        new SomeTrajectory().Whole().WriteTo(_temp);

        Imported imported = Imported.From("trajectory-lab", _temp.In, _temp.Out);

        Assert.Equal("other.jsonl", Assert.Single(imported.Found(ImportRules.PassedOver)).File);
        Assert.Equal(1, imported.Report.Runs);
    }

    public void Dispose() => _temp.Dispose();
}
