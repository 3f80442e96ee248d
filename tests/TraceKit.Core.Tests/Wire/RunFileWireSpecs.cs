using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Sessions;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Wire;

public sealed class RunFileWireSpecs
{
    public static TheoryData<EventSample> Samples => [.. EventSample.All];

    [Fact]
    public void There_is_a_sample_of_every_type_of_the_vocabulary() =>
        Assert.Equal(EventCatalog.Default.Names, EventSample.All.Select(sample => sample.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_type_is_written_as_approved()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector);

        foreach (EventSample sample in EventSample.All)
        {
            sample.Emit(run);
        }

        run.Complete(success: true, SuccessSource.Environment);
        Approved.Check("events", File.ReadAllText(run.Path!));
    }

    [Fact]
    public void Every_line_kind_is_written_as_approved()
    {
        using var folder = new TempFolder();
        string path = RecordEveryLineKind(folder);

        Approved.Check("lines", File.ReadAllText(path));
    }

    [Fact]
    public void What_is_approved_is_in_order()
    {
        using var folder = new TempFolder();
        string path = RecordEveryLineKind(folder);

        RecordedRun run = Assert.Single(RunFileReader.ReadStrict(path));

        Assert.True(run.IsSound);
        Assert.Equal("airline-12", run.Header.TaskId);
        Assert.Equal(3, run.Header.Trial);
        Assert.Equal("us-east-1", run.Header.Tags?["region"]);
        Assert.Equal("search", run.Header.Tools?[0].Name);
        Assert.Equal("0.1", run.Header.Session.App?.Version);
        Assert.Equal("gpt-4.1", run.Header.Session.ModelStack?["planner"].Model);
        Assert.Equal(ManualTime.Start, run.Header.StartedAt);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(ManualTime.Start.AddMinutes(1), run.End!.EndedAt);
        Assert.Equal(1, run.End.Loss.Rejected);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_written_is_what_is_read(EventSample sample)
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.Ids = TraceIds.Random);

        Prop.ForAll(Texts.Several, texts =>
        {
            using TraceRun run = Some.Run(collector);
            string written = sample.EmitWith(run, texts);
            run.Complete();

            RecordedEvent recorded = Some.TheRunOf(run).Events.Single();

            Assert.Equal(written, sample.Read(recorded));
            Assert.DoesNotContain((byte)'\n', recorded.Line.Span.ToArray());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Texts_of_the_first_line_and_of_the_seal_are_read_as_they_were_written()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.Ids = TraceIds.Random);

        Prop.ForAll(Texts.Several, texts =>
        {
            var descriptor = new RunDescriptor
            {
                Goal = texts[0],
                TaskId = texts[1],
                ParentRunId = texts[2],
                Tags = new Dictionary<string, string> { [texts[3]] = texts[4] },
                Tools = [new() { Name = texts[5], Description = texts[6] }],
            };
            using TraceRun run = collector.StartRun(descriptor);
            run.Fail(new ErrorDetail { Type = texts[0], Message = texts[1] }, texts[2]);

            RecordedRun read = Some.TheRunOf(run);

            Assert.Equal((texts[0], texts[1], texts[2]), (read.Header.Goal, read.Header.TaskId, read.Header.ParentRunId));
            Assert.Equal(texts[4], read.Header.Tags?[texts[3]]);
            Assert.Equal((texts[5], texts[6]), (read.Header.Tools![0].Name, read.Header.Tools[0].Description));
            Assert.Equal((texts[0], texts[1], texts[2]), (read.End!.Error!.Type, read.End.Error.Message, read.End.StopReason));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_file_is_UTF_8_without_a_mark_and_its_lines_end_in_a_line_feed()
    {
        using var folder = new TempFolder();

        byte[] bytes = File.ReadAllBytes(Some.RunFile(folder));

        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.NotNull(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
    }

    [Fact]
    public void A_file_lies_in_the_folder_of_its_day_under_its_id()
    {
        using var folder = new TempFolder();

        string path = Some.RunFile(folder, runId: "airline-12.1");

        Assert.Equal(Path.Combine(folder.Path, "2026-11-21", "airline-12.1.trace.jsonl"), path);
    }

    private static string RecordEveryLineKind(TempFolder folder)
    {
        var time = new ManualTime();
        using TraceCollector collector = Some.Collector(folder, options =>
        {
            options.Time = time;
            options.MaxEventBytes = 2048;
            options.MaxInlineTextBytes = 1024;
            options.DeltaHistories = true;
            options.Session = Session();
        });
        using TraceRun run = collector.StartRun(Descriptor());
        run.Step = 0;
        using (var planning = run.Decide(Some.PlannerInput()))
        {
            time.Advance(TimeSpan.FromMilliseconds(812.5));
            planning.Emit(Some.LlmCall());
            Assert.True(planning.TryParse("{\"steps\":[]}", out var plan, out _));
            planning.Answer(plan);
        }

        run.Emit(new Trap { OnRead = () => throw new InvalidOperationException("no") });
        run.Emit(new EnvironmentStep { Observation = new string('x', 4000), Notes = [.. Enumerable.Repeat(new string('n', 900), 3)] }, new Emission { Step = 7, Role = "user" });
        run.Emit(Some.Message(new string('x', 1500)));
        run.Emit(Some.Message("half \ud800"));
        run.Emit(Some.LlmCall() with { Request = new LlmRequest { Messages = [.. Some.LlmRequest().Messages!, new ChatTurn { Role = "user", Content = "Go on" }] } });
        run.Emit(Some.LlmCall() with { Request = new LlmRequest { Messages = [.. Some.LlmRequest().Messages!, new ChatTurn { Role = "user", Content = "Go on" }, new ChatTurn { Role = "assistant", Content = "Done" }] } });
        time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(812.5));
        run.Fail(new TimeoutException("It took too long."), "act");
        return run.Path!;
    }

    private static TraceSession Session() => new()
    {
        App = new AppIdentity { Name = "airline-agent", Version = "0.1" },
        Environment = "evaluation",
        Experiment = new ExperimentIdentity { Id = "exp-1", Group = "treatment", Variant = "b" },
        ModelStack = new Dictionary<string, ModelSettings> { ["planner"] = new() { Provider = "openai", Model = "gpt-4.1", Temperature = 0.2 } },
        RuntimeConfig = Some.Json("""{"max_steps":30}"""),
        ConfigHash = "sha256:01",
        PromptHash = "sha256:02",
        ToolsetHash = "sha256:03",
        GitCommit = "0123abc",
    };

    private static RunDescriptor Descriptor() => new()
    {
        Goal = Some.Goal,
        TaskId = "airline-12",
        Trial = 3,
        ParentRunId = "parent",
        Agent = "airline",
        Tags = new Dictionary<string, string> { ["region"] = "us-east-1" },
        Tools = [new() { Name = "search", Description = "Finds bookings.", Parameters = Some.Json("""{"type":"object"}""") }],
        Origin = new EventOrigin { Format = "tau-bench", File = "a.json", Offset = 0, Length = 10, Sha256 = "00ff", Type = "episode", Extra = Some.Json("""{"seed":7}""") },
    };
}
