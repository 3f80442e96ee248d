using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Testing.Tests;

public sealed class TraceRecorderSpecs
{
    [Fact]
    public void What_is_recorded_is_the_bytes_that_would_lie_on_disk()
    {
        using var folder = new TempFolder();
        using TraceRecorder recorder = Agent.Recorded();
        using var collector = new TraceCollector(new TraceKitOptions
        {
            Root = folder.Path,
            Ids = TraceIds.Repeatable("test"),
            Time = new ManualTime(),
            RecoverAtStart = false,
        });

        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Cancel my flight" });
        Agent.Think(run);
        Agent.Act(run);
        run.Complete(success: true, SuccessSource.Environment);

        Assert.Equal(File.ReadAllBytes(run.Path!), recorder.BytesOf(run.RunId).ToArray());
        Assert.Equal(64, recorder.Run.End!.Sha256.Length);
    }

    [Fact]
    public void The_bytes_of_a_run_repeat()
    {
        using TraceRecorder first = Agent.Recorded();
        using TraceRecorder second = Agent.Recorded();

        Assert.Equal(first.BytesOf(first.Run.RunId).ToArray(), second.BytesOf(second.Run.RunId).ToArray());
    }

    [Theory]
    [InlineData(Durability.Os)]
    [InlineData(Durability.Disk)]
    [InlineData(Durability.Buffered)]
    public void Every_level_of_durability_is_recorded(Durability level)
    {
        using var recorder = new TraceRecorder(new TraceRecorderOptions { Configure = options => options.Durability = level });
        using TraceRun run = recorder.StartRun("Anything");

        Agent.Think(run);
        run.Complete();

        recorder.Expect().Exactly<PlannerOutput>(1).NothingLost();
        Assert.Null(run.Path);
    }

    [Fact]
    public void A_long_text_stays_in_its_line()
    {
        string text = new('x', 300_000);
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Anything");

        run.Emit(new Message { Conversation = "main", Role = "user", Content = text });
        run.Complete();

        recorder.Expect().Any<Message>(message => message.Content == text).NothingLost();
        Assert.Empty(recorder.Run.Events[0].Blobs);
    }

    [Fact]
    public void A_run_can_be_read_while_it_goes_on_and_is_sealed_when_the_recorder_goes()
    {
        var recorder = new TraceRecorder();
        TraceRun run = recorder.StartRun("Anything");
        Agent.Think(run);

        RecordedRun live = recorder.Run;
        recorder.Dispose();

        Assert.Equal((RunStatus.Running, 3), (live.Status, live.Events.Count));
        Assert.Equal((RunStatus.Aborted, "collector_disposed"), (recorder.Run.Status, recorder.Run.End!.StopReason));
    }

    [Fact]
    public void Runs_come_in_the_order_of_their_starts_and_an_id_is_used_once()
    {
        using var recorder = new TraceRecorder();

        using TraceRun first = recorder.Collector.StartRun(new RunDescriptor { Goal = "one", RunId = "z" });
        using TraceRun second = recorder.Collector.StartRun(new RunDescriptor { Goal = "two", RunId = "a" });

        Assert.Equal(["one", "two"], recorder.Runs.Select(run => run.Header.Goal));
        Assert.Throws<InvalidOperationException>(() => recorder.Run);
        Assert.Throws<ArgumentException>(() => recorder.Collector.StartRun(new RunDescriptor { Goal = "three", RunId = "a" }));
        Assert.Throws<KeyNotFoundException>(() => recorder.BytesOf("b"));
    }

    [Fact]
    public void A_program_that_resolves_its_collector_gets_that_of_the_recorder()
    {
        using var recorder = new TraceRecorder();
        using ServiceProvider services = new ServiceCollection()
            .AddTraceKit(traces => traces.WriteTo("traces"))
            .AddSingleton(recorder.Collector)
            .BuildServiceProvider();

        using (TraceRun run = services.GetRequiredService<TraceCollector>().StartRun(new RunDescriptor { Goal = "Anything" }))
        {
            run.Complete();
        }

        recorder.Expect().Ended(RunStatus.Completed);
    }

    [Fact]
    public void Activities_of_runs_and_of_GenAI_libraries_are_recorded_as_one_tree()
    {
        using var genAI = new ActivitySource("Experimental.Microsoft.Extensions.AI");
        using var web = new ActivitySource("System.Net.Http");
        using var own = new ActivitySource("Acme.Agent");
        using var recorder = new TraceRecorder(new TraceRecorderOptions { Activities = true, ActivitySources = ["Acme.Agent"] });

        using (TraceRun run = recorder.StartRun("Anything"))
        {
            using Activity? call = genAI.StartActivity("chat some-model");
            using Activity? request = web.StartActivity("POST");
            using Activity? step = own.StartActivity("look");
            Agent.Think(run);
        }

        Assert.Equal(["invoke_agent", "chat some-model", "look", "plan", "chat some-model"], recorder.Activities.Select(activity => activity.DisplayName));
        Assert.Single(recorder.Activities.Select(activity => activity.TraceId).Distinct());
        Assert.Equal(recorder.Activities[3].SpanId.ToHexString(), recorder.Run.Events[0].SpanId);
        Assert.All(recorder.Activities, activity => Assert.False(activity.Recorded));
    }

    [Fact]
    public void An_activity_follows_its_parent_where_the_flow_is_lost_and_belongs_to_nobody_where_both_are()
    {
        using var genAI = new ActivitySource("Experimental.Microsoft.Extensions.AI");
        using var recorder = new TraceRecorder(new TraceRecorderOptions { Activities = true });
        using TraceRun run = recorder.StartRun("Anything");
        ActivityContext parent = Activity.Current!.Context;

        var lost = new Thread(() =>
        {
            genAI.StartActivity("chat child", ActivityKind.Client, parent)?.Dispose();
            genAI.StartActivity("chat stranger")?.Dispose();
        });
        lost.UnsafeStart();
        lost.Join();

        Assert.Equal(["invoke_agent", "chat child"], recorder.Activities.Select(activity => activity.DisplayName));
    }

    [Fact]
    public void Nothing_is_heard_after_the_recorder_has_gone()
    {
        using var genAI = new ActivitySource("Experimental.Microsoft.Extensions.AI");
        var recorder = new TraceRecorder(new TraceRecorderOptions { Activities = true });
        recorder.Dispose();

        using Activity? late = genAI.StartActivity("chat late");

        Assert.Null(late);
        Assert.Empty(recorder.Activities);
    }
}
