using System.Text;
using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Reading;

public sealed class RunFileReaderSpecs
{
    private const string NameOfFile = "a.trace.jsonl";

    [Fact]
    public void Two_files_in_one_are_two_runs()
    {
        RunFileContents contents = RunFileReader.Read((byte[])[.. ForgedFile.Good, .. ForgedFile.Other], NameOfFile);

        Assert.DoesNotContain(contents.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal([("good", true, 4), ("other", true, 4)], contents.Runs.Select(run => (run.RunId, run.IsSound, run.Events.Count)));
        Assert.Equal(ForgedFile.Good.Length, contents.Runs[1].HeaderOffset);
    }

    [Fact]
    public void Runs_whose_lines_are_interleaved_are_read_apart()
    {
        IEnumerable<string> lines = ForgedFile.Lines(ForgedFile.Good).Zip(ForgedFile.Lines(ForgedFile.Other), (one, two) => new[] { one, two }).SelectMany(pair => pair);

        RunFileContents contents = RunFileReader.Read(ForgedFile.Join(lines), NameOfFile);

        Assert.DoesNotContain(contents.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.All(contents.Runs, run => Assert.Equal((true, RunStatus.Completed), (run.IsSound, run.Status)));
    }

    [Fact]
    public void A_run_that_is_broken_leaves_its_neighbour_sound()
    {
        byte[] broken = ForgedFile.Begin().Change(5, "\"seq\":2", "\"seq\":7").Bytes();

        RunFileContents contents = RunFileReader.Read((byte[])[.. broken, .. ForgedFile.Other], NameOfFile);

        Assert.Equal([false, true], contents.Runs.Select(run => run.IsSound));
    }

    [Fact]
    public void An_event_of_an_unknown_type_keeps_its_bytes()
    {
        const string Data = """{ "b" : 1.00, "a":[1e400,"\u00e9"] }""";
        byte[] file = ForgedFile.Begin()
            .Change(5, "\"type\":\"message\"", "\"type\":\"acme.page_view\"")
            .Change(5, "{\"conversation\":\"c\",\"role\":\"user\",\"content\":\"hi\"}", Data)
            .Bytes();

        RunFileContents contents = RunFileReader.Read(file, NameOfFile);

        Assert.Contains(contents.Findings, finding => (finding.Rule, finding.Severity, finding.Line) == (TraceRules.UnknownEvent, FindingSeverity.Info, 5));
        RecordedEvent unknown = contents.Runs.Single().Events[2];
        Assert.Equal(Data, Encoding.UTF8.GetString(unknown.Data.Span));
        Assert.Null(unknown.TryRead<Message>());
        Assert.True(contents.Runs.Single().IsSound);
    }

    [Fact]
    public void A_later_version_of_a_type_is_unknown_and_kept()
    {
        byte[] file = ForgedFile.Begin().Change(5, "\"version\":1", "\"version\":2").Bytes();

        RunFileContents contents = RunFileReader.Read(file, NameOfFile);

        Assert.Contains(contents.Findings, finding => (finding.Rule, finding.Line) == (TraceRules.UnknownEvent, 5));
        Assert.False(contents.Runs.Single().Events[2].Is<Message>());
    }

    [Fact]
    public void A_type_of_the_users_own_is_checked_once_the_catalog_has_it()
    {
        byte[] file = ForgedFile.Begin()
            .Change(5, "\"type\":\"message\"", "\"type\":\"test.note\"")
            .Bytes();

        RunFileContents contents = RunFileReader.Read(file, NameOfFile, EventCatalog.Default.With<Note>());

        Assert.Contains(contents.Findings, finding => (finding.Rule, finding.Line) == (TraceRules.EventData, 5));
    }

    [Fact]
    public void A_type_of_the_users_own_that_throws_is_a_finding()
    {
        byte[] file = ForgedFile.Begin()
            .Change(5, "\"type\":\"message\"", "\"type\":\"test.picky\"")
            .Change(5, "{\"conversation\":\"c\",\"role\":\"user\",\"content\":\"hi\"}", "{\"value\":-1}")
            .Bytes();

        RunFileContents contents = RunFileReader.Read(file, NameOfFile, EventCatalog.Default.With<Picky>());

        Assert.Contains(contents.Findings, finding => (finding.Rule, finding.Line) == (TraceRules.EventData, 5));
        Assert.Null(contents.Runs.Single().Events[2].TryRead<Picky>());
    }

    [Fact]
    public void A_gap_is_a_warning_and_a_fact_of_the_run()
    {
        RunFileContents contents = RunFileReader.Read(ForgedFile.Good, NameOfFile);

        RunGap gap = Assert.Single(contents.Runs.Single().Gaps);
        Assert.Equal((1, 1, "test.trap", true), (gap.After, gap.Count, gap.EventType, gap.IsRejection));
    }

    [Fact]
    public void A_truncated_event_is_a_warning()
    {
        byte[] file = ForgedFile.Begin()
            .Change(5, "{\"conversation\":\"c\",\"role\":\"user\",\"content\":\"hi\"}", "null,\"truncated\":{\"length\":9000000,\"sha256\":\"00\"}")
            .Bytes();

        RunFileContents contents = RunFileReader.Read(file, NameOfFile);

        Assert.Contains(contents.Findings, finding => (finding.Rule, finding.Severity, finding.Line) == (TraceRules.Truncated, FindingSeverity.Warning, 5));
        Assert.True(contents.Runs.Single().Events[2].IsTruncated);
        Assert.Null(contents.Runs.Single().Events[2].TryRead<Message>());
    }

    [Fact]
    public void An_event_knows_where_it_lies()
    {
        RecordedEvent third = RunFileReader.Read(ForgedFile.Good, NameOfFile).Runs.Single().Events[2];

        Assert.Equal((5, "good#2"), (third.LineNumber, third.Address.ToString()));
        Assert.Equal(ForgedFile.Lines(ForgedFile.Good)[4], Encoding.UTF8.GetString(ForgedFile.Good.AsSpan((int)third.Offset, third.Line.Length)));
        Assert.Equal(64, third.Sha256.Length);
    }

    [Fact]
    public void An_event_is_not_read_as_another_type()
    {
        RecordedEvent first = RunFileReader.Read(ForgedFile.Good, NameOfFile).Runs.Single().Events[0];

        Assert.Equal("go", first.Read<PlannerInput>().Goal);
        Assert.Null(first.TryRead<PlannerOutput>());
        Assert.Throws<InvalidOperationException>(first.Read<PlannerOutput>);
    }

    [Fact]
    public void Data_that_breaks_its_contract_is_not_read()
    {
        byte[] file = ForgedFile.Begin().Change(2, "\"goal\":\"go\",", "").Bytes();

        RecordedEvent first = RunFileReader.Read(file, NameOfFile).Runs.Single().Events[0];

        Assert.Null(first.TryRead<PlannerInput>());
        Assert.Throws<JsonException>(first.Read<PlannerInput>);
    }

    [Fact]
    public void A_folder_is_read_in_ordinal_order_of_its_names()
    {
        using var folder = new TempFolder();
        foreach (string id in (string[])["b", "a", "B"])
        {
            Some.RunFile(folder, decisions: 1, id);
        }

        folder.Write("notes.txt", "not a run"u8);

        Assert.Equal(["2026-11-21/B.trace.jsonl", "2026-11-21/a.trace.jsonl", "2026-11-21/b.trace.jsonl"], TraceFolder.List(folder.Path).Select(file => file.Name));
        Assert.Equal(["B", "a", "b"], TraceFolder.Read(folder.Path).Select(contents => contents.Runs.Single().RunId));
        Assert.Throws<DirectoryNotFoundException>(() => TraceFolder.List(folder["none"]));
    }

    [Fact]
    public void A_live_file_can_be_read_while_it_is_written()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector);

        run.Emit(Some.Message());
        string text = File.ReadAllText(run.Path!);
        RunFileContents contents = RunFileReader.Read(run.Path!);
        run.Emit(Some.Message());

        Assert.EndsWith("\"}\n", text, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Running, contents.Runs.Single().Status);
        Assert.Equal(TraceRules.Unsealed, Assert.Single(contents.Findings).Rule);
        run.Complete();
        Assert.Equal(2, Some.TheRunOf(run).Events.Count);
    }
}
