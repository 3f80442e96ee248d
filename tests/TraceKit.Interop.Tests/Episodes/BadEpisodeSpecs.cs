using System.Text;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Reading;
using TraceKit.RunFiles;
using Xunit;

namespace TraceKit.Interop.Tests.Episodes;

/// <summary>Bad input costs the record that is bad, says so, and nothing else.</summary>
public sealed class BadEpisodeSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    public static TheoryData<string, string, string> BadLines { get; } = new()
    {
        { "{\"event_type\":", "not_json", ImportRules.NotJson },
        { "not json at all", "not_json", ImportRules.NotJson },
        { "[1,2]", "wrong_shape", ImportRules.WrongShape },
        { "{\"payload\":{}}", "wrong_shape", ImportRules.WrongShape },
        { "{\"event_type\":7,\"payload\":{}}", "wrong_shape", ImportRules.WrongShape },
        { "{\"event_type\":\"x\",\"event_type\":\"y\"}", "not_json", ImportRules.NotJson },
        { "{\"event_type\":\"x\",\"payload\":{\"t\":\"\\ud800\"}}", "not_unicode", ImportRules.NotJson },
        { "{\"event_type\":\"x\",\"payload\":" + new string('[', 200) + new string(']', 200) + "}", "too_deep", ImportRules.TooLarge },
        { "{\"event_type\":\"x\",\"payload\":{\"t\":\"" + new string('a', 10_000_000) + "\"}}", "too_long", ImportRules.TooLarge },
    };

    [Theory]
    [MemberData(nameof(BadLines), DisableDiscoveryEnumeration = true)]
    public void A_bad_line_is_rejected_with_its_number_and_the_rest_goes_on(string line, string reason, string rule)
    {
        Imported imported = new SomeEpisode().Planned().Raw(line).Line("episode_end", 1, SomeEpisode.End).ImportAs("plan-and-act", _temp);

        Assert.Equal((4, 3, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported, imported.Report.Rejected[reason]));
        TraceFinding finding = Assert.Single(imported.Found(rule));
        Assert.Equal((FindingSeverity.Error, "run/events.jsonl", 3L), (finding.Severity, finding.File, finding.Line));
        Assert.Equal(["planner_input", "planner_output", "episode_end"], imported.Run.Events.Select(recorded => recorded.Type));
    }

    [Theory]
    [InlineData("{\"event_type\":\"executor_in")]
    [InlineData("{\"event_type\":\"x\",\"payload\":{")]
    public void A_half_written_last_line_is_told_apart_from_a_bad_one(string half)
    {
        Imported imported = new SomeEpisode().Planned().Raw(half, end: "").ImportAs("plan-and-act", _temp);

        Assert.Equal(1, imported.Report.Rejected["torn"]);
        Assert.Equal(3, Assert.Single(imported.Found(ImportRules.Torn)).Line);
    }

    [Fact]
    public void A_last_line_without_its_line_feed_is_whole_when_it_is_json()
    {
        Imported imported = new SomeEpisode().Planned().Raw("""{"event_type":"executor_needs_replan","payload":{"reason":"x"}}""", end: "").ImportAs("plan-and-act", _temp);

        Assert.Equal(3, imported.Report.RecordsImported);
    }

    [Fact]
    public void Windows_line_ends_blank_lines_and_a_byte_order_mark_change_nothing()
    {
        Imported imported = new SomeEpisode().Raw("", "\uFEFF").Raw("""{"event_type":"executor_needs_replan","payload":{"reason":"x"}}""", "\r\n\r\n \n").ImportAs("plan-and-act", _temp);

        Assert.Equal((1, 1), (imported.Report.RecordsRead, imported.Report.RecordsImported));
        Assert.Equal(3, imported.Run.Events[0].Origin!.Offset);
    }

    [Fact]
    public void A_missing_session_leaves_the_events_and_what_they_know()
    {
        Imported imported = new SomeEpisode { Session = null }.Planned().Line("episode_end", 1, SomeEpisode.End).ImportAs("plan-and-act", _temp);

        Assert.Single(imported.Found(ImportRules.NoSession));
        Assert.Equal(("plan-and-act.20260101T000000Z", "find it", RunStatus.Completed, true), (imported.Run.RunId, imported.Run.Header.Goal, imported.Run.Status, imported.Run.End!.Success));
    }

    [Theory]
    [InlineData("{\"run_id\":")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("\0\0\0\u0001")]
    public void A_session_that_cannot_be_read_is_a_finding_and_the_events_are_imported(string session)
    {
        Imported imported = new SomeEpisode { Session = session }.Planned().ImportAs("plan-and-act", _temp);

        Assert.Contains(imported.Report.Findings, finding => finding is { Severity: FindingSeverity.Error, File: "run/session.json" });
        Assert.Single(imported.Found(ImportRules.NoSession));
        Assert.Equal(2, imported.Run.Events.Count);
    }

    [Fact]
    public void A_session_without_events_is_a_run_without_events()
    {
        _temp.Write("run/session.json", """{"run_id":"r1","goal":"g","status":"running"}""");

        Imported imported = Imported.From("plan-and-act", _temp.In, _temp.Out);

        Assert.Empty(imported.Run.Events);
        Assert.Equal(("unknown", DateTimeOffset.UnixEpoch), (imported.Run.Header.Tags!["time"], imported.Run.Header.StartedAt));
        Assert.Single(imported.Found(ImportRules.NotRecorded));
    }

    [Fact]
    public void Two_folders_with_one_run_id_are_two_runs_and_a_finding()
    {
        new SomeEpisode().Planned().WriteTo(_temp, "a");
        new SomeEpisode().Planned().WriteTo(_temp, "b");

        Imported imported = Imported.From("plan-and-act", _temp.In, _temp.Out);

        Assert.Equal(2, imported.Runs.Count);
        TraceFinding finding = Assert.Single(imported.Found(ImportRules.DuplicateRun));
        Assert.Equal("b/events.jsonl", finding.File);
        Assert.Contains("a/events.jsonl", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_another_run_in_the_same_file_keep_their_run_id_and_are_a_finding()
    {
        Imported imported = new SomeEpisode().Raw("""{"run_id":"other","event_type":"executor_needs_replan","payload":{"reason":"x"}}""").ImportAs("plan-and-act", _temp);

        Assert.Equal("other", imported.Run.Events[0].Origin!.Extra!.Value.GetProperty("run_id").GetString());
        Assert.Single(imported.Found(ImportRules.Contradiction));
    }

    [Fact]
    public void A_run_file_that_is_there_with_other_bytes_is_left_alone()
    {
        new SomeEpisode().Planned().ImportAs("plan-and-act", _temp);
        IReadOnlyList<string> before = Imported.Fingerprint(_temp.Out);

        Imported imported = new SomeEpisode().Planned().Line("episode_end", 1, SomeEpisode.End).ImportAs("plan-and-act", _temp);

        Assert.Equal(before, Imported.Fingerprint(_temp.Out));
        Assert.Equal((0, 3), (imported.Report.Runs, imported.Report.Rejected["conflict"]));
        TraceFinding finding = Assert.Single(imported.Found(ImportRules.Conflict));
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains("2026-01-01/plan-and-act.20260101T000000Z.trace.jsonl", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_id_that_cannot_be_a_file_s_name_becomes_one_that_can()
    {
        Imported imported = new SomeEpisode { Session = """{"run_id":"../../etc/passwd ü","goal":"g","status":"running"}""" }.ImportAs("plan-and-act", _temp);

        Assert.Matches(@"^plan-and-act\.[A-Za-z0-9.-]+-[0-9a-f]{8}$", imported.Run.RunId);
        Assert.Equal("../../etc/passwd ü", imported.Run.Header.Origin!.Extra!.Value.GetProperty("run_id").GetString());
    }

    [Theory]
    [InlineData("plan-and-act")]
    [InlineData("manus")]
    [InlineData("tau-bench")]
    [InlineData("trajectory-lab")]
    public void A_path_that_is_not_there_is_a_clear_error(string format)
    {
        string nowhere = Path.Combine(_temp.Path, "nowhere");

        var error = Assert.Throws<DirectoryNotFoundException>(() => Imported.From(format, nowhere, _temp.Out));
        Assert.Contains(nowhere, error.Message, StringComparison.Ordinal);
        Assert.False(TraceImporters.Find(format)!.Recognises(nowhere));
    }

    [Theory]
    [InlineData("plan-and-act")]
    [InlineData("manus")]
    [InlineData("tau-bench")]
    [InlineData("trajectory-lab")]
    public void An_empty_folder_imports_nothing_says_so_and_leaves_nothing_behind(string format)
    {
        Imported imported = Imported.From(format, _temp.In, _temp.Out);

        Assert.Equal((0, 0), (imported.Report.Runs, imported.Report.RecordsRead));
        Assert.Equal(ImportRules.NothingFound, Assert.Single(imported.Report.Findings).Rule);
        Assert.Equal(["in"], Directory.EnumerateFileSystemEntries(_temp.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("events.jsonl")]
    [InlineData("session.json")]
    [InlineData("binary.json")]
    public void A_binary_file_is_nobody_s_and_stops_nothing(string name)
    {
        _temp.Write(name, [.. Enumerable.Range(0, 5000).Select(value => (byte)(value * 31))]);
        new SomeEpisode().Planned().WriteTo(_temp, "good");

        Assert.Equal(1, Imported.From("plan-and-act", _temp.In, _temp.Out).Report.Runs);
        Assert.Equal(0, Imported.From("manus", _temp.In, _temp.Out).Report.Runs);
        Assert.Equal(0, Imported.From("tau-bench", _temp.In, _temp.Out).Report.Runs);
    }

    [Fact]
    public void A_single_file_of_a_run_stands_for_its_folder()
    {
        new SomeEpisode().Planned().WriteTo(_temp, "one");

        Imported imported = Imported.From("plan-and-act", Path.Combine(_temp.In, "one", "events.jsonl"), _temp.Out);

        Assert.Equal("events.jsonl", imported.Run.Events[0].Origin!.File);
        Assert.NotNull(imported.Run.Header.Origin!.Extra);
    }

    [Fact]
    public void Findings_beyond_a_thousand_are_counted()
    {
        Imported imported = new SomeEpisode().Raw(new StringBuilder().Insert(0, "x\n", 1500).ToString()).ImportAs("plan-and-act", _temp);

        Assert.Equal((1500, 1000, 500), (imported.Report.Rejected["not_json"], imported.Report.Findings.Count, imported.Report.FindingsLeftOut));
    }

    public void Dispose() => _temp.Dispose();
}
