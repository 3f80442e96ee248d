using System.Diagnostics;
using TraceKit.OpenTelemetry.Importing;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Reading;

public sealed class SpanImportSpecs
{
    [Fact]
    public void The_same_spans_in_any_order_give_the_same_bytes()
    {
        ImportedSpan[] spans = Spans();
        using var one = new TempFolder();
        using var other = new TempFolder();

        SpanImportReport report = SpanImport.Write(spans, new SpanImportOptions { Out = one.Path, Environment = "test" });
        SpanImport.Write(spans.Reverse(), new SpanImportOptions { Out = other.Path, Environment = "test" });

        Assert.Equal(File.ReadAllBytes(one[Assert.Single(report.Files)]), File.ReadAllBytes(other[report.Files[0]]));
        Assert.Equal($"2026-08-01/trace-{SomeSpan.TraceId}.trace.jsonl", report.Files[0]);
    }

    [Fact]
    public void Importing_again_changes_nothing_and_other_spans_of_the_trace_are_a_conflict()
    {
        using var folder = new TempFolder();
        var options = new SpanImportOptions { Out = folder.Path, Environment = "test" };
        SpanImportReport first = SpanImport.Write(Spans(), options);

        SpanImportReport again = SpanImport.Write(Spans(), options);
        SpanImportReport fewer = SpanImport.Write(Spans()[..1], options);

        Assert.Equal((3, 3, 0, 0), (first.Spans, first.Imported, first.AlreadyThere, first.Conflicts));
        Assert.Equal((3, 0, 3, 0), (again.Spans, again.Imported, again.AlreadyThere, again.Conflicts));
        Assert.Equal((1, 0, 0, 1), (fewer.Spans, fewer.Imported, fewer.AlreadyThere, fewer.Conflicts));
        Assert.Equal(first.Files, fewer.Conflicting);
    }

    [Fact]
    public void A_span_that_is_there_twice_is_counted_and_told_once()
    {
        using var folder = new TempFolder();
        ImportedSpan[] spans = Spans();

        SpanImportReport report = SpanImport.Write([.. spans, spans[0]], new SpanImportOptions { Out = folder.Path, Environment = "test" });

        Assert.Equal((4, 3, 1), (report.Spans, report.Imported, report.Duplicates));
    }

    [Fact]
    public void Every_event_has_the_bytes_that_it_came_from_and_the_time_of_its_span()
    {
        using var folder = new TempFolder();
        SpanImportReport report = SpanImport.Write(Spans(), new SpanImportOptions { Out = folder.Path, Environment = "test" });

        RecordedRun run = RunFileReader.ReadStrict(folder[report.Files[0]]).Single();

        Assert.All(run.Events, recorded => Assert.Equal("spans.jsonl", recorded.Origin!.File));
        Assert.Equal([100L, 200L, 300L], run.Events.Where(recorded => recorded.Type == "foreign_span").Select(recorded => recorded.Origin!.Offset!.Value));
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 12, 0, 1, 500, TimeSpan.Zero), run.Events[0].Time);
        Assert.Equal("Find it", run.Header!.Goal);
    }

    [Fact]
    public void Log_records_go_to_the_spans_that_they_are_about()
    {
        using var folder = new TempFolder();
        SpanRecord span = SomeSpan.Of("Any", "chat m", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.response.id", "r-1"));
        SpanLog[] logs =
        [
            Log("gen_ai.user.message", span.SpanId, ("content", "Hi")),
            Log("gen_ai.evaluation.result", null, ("gen_ai.response.id", "r-1"), ("gen_ai.evaluation.name", "tone"), ("gen_ai.evaluation.score.value", 1.0)),
            Log("gen_ai.evaluation.result", null, ("gen_ai.evaluation.name", "lost")),
        ];

        SpanImportReport report = SpanImport.Write([new ImportedSpan(span, Origin(0))], new SpanImportOptions { Out = folder.Path, Environment = "test" }, logs);

        RecordedRun run = RunFileReader.ReadStrict(folder[report.Files[0]]).Single();
        Assert.Equal("Hi", run.Only<Models.LlmCall>().Request!.Messages![0].Content);
        Assert.Equal(("tone", 1.0), (run.Only<Labels.Label>().Name, run.Only<Labels.Label>().Score));
        Assert.Equal(1, report.LogsLeft);

        static SpanLog Log(string name, string? span, params (string Key, object? Value)[] attributes) =>
            new() { EventName = name, UnixNano = 1, SpanId = span, Attributes = [.. attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value))] };
    }

    [Fact]
    public void Spans_that_name_their_run_are_that_run()
    {
        using var folder = new TempFolder();
        SpanRecord span = SomeSpan.Of("Any", "chat m", 1, ("tracekit.run.id", "run-7"));

        SpanImportReport report = SpanImport.Write([new ImportedSpan(span, new EventOrigin { Format = "test" })], new SpanImportOptions { Out = folder.Path, Environment = "test" });

        Assert.EndsWith("/run-7.trace.jsonl", Assert.Single(report.Files), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_that_failed_is_a_run_that_failed()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of("Any", "invoke_agent a", 1, ("gen_ai.operation.name", "invoke_agent"), ("error.type", "timeout")) with { Status = ActivityStatusCode.Error, StatusMessage = "Too late." });

        Assert.Equal((RunStatus.Failed, "timeout", "Too late."), (run.Status, run.End!.Error!.Type, run.End.Error.Message));
    }

    [Fact]
    public void Spans_that_are_around_each_other_do_not_hang_the_import()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of("Any", "chat m", 1, ("gen_ai.operation.name", "chat")) with { ParentSpanId = SomeSpan.Id(2) },
            SomeSpan.Of("Any", "other", 2) with { ParentSpanId = SomeSpan.Id(1) });

        Assert.Equal(3, run.Events.Count);
    }

    private static ImportedSpan[] Spans() =>
    [
        new(SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Find it"}]}]""")), Origin(100)),
        new(SomeSpan.Of(SomeSpan.Meai, "execute_tool f", 2, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "f")), Origin(200)),
        new(SomeSpan.Of(SomeSpan.Meai, "orchestrate_tools", 3), Origin(300)),
    ];

    private static EventOrigin Origin(long offset) => new() { Format = "test", File = "spans.jsonl", Offset = offset, Length = 10 };
}
