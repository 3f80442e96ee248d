using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class ActivitySpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _runId = Guid.NewGuid().ToString("N");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Activities_are_named_nested_and_carry_the_ids_of_the_file()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = Listen(stopped: stopped.Add);
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = Some.Goal, RunId = _runId, Agent = "airline", TaskId = "t-1" });

        using (var planning = run.Decide(Some.PlannerInput()))
        using (var calling = planning.Decide(Some.ToolCall()))
        {
            calling.Answer(Some.ToolResult());
            planning.Answer(Some.PlannerOutput());
        }

        run.Decide(Some.CriticInput()).Dispose();
        run.Complete(success: true, SuccessSource.Environment);

        Assert.Equal(["execute_tool search", "plan", "tracekit.critic", "invoke_agent airline"], stopped.Select(activity => activity.DisplayName));
        (Activity tool, Activity plan, Activity critic, Activity agent) = (stopped[0], stopped[1], stopped[2], stopped[3]);
        Assert.Equal((plan.SpanId, agent.SpanId, agent.SpanId), (tool.ParentSpanId, plan.ParentSpanId, critic.ParentSpanId));
        Assert.Equal(("t-1", true), (agent.GetTagItem("tracekit.task.id"), agent.GetTagItem("tracekit.run.success")));
        Assert.Equal(("search", "call_1"), (tool.GetTagItem("gen_ai.tool.name"), tool.GetTagItem("gen_ai.tool.call.id")));
        Assert.Equal((ActivityStatusCode.Error, "disposed"), (critic.Status, critic.GetTagItem("error.type")));
        IReadOnlyList<RecordedEvent> events = Some.TheRunOf(run).Events;
        Assert.Equal([plan, tool, tool, plan, critic, critic], events.Select(recorded => stopped.Single(activity => activity.SpanId.ToHexString() == recorded.SpanId)));
        Assert.Equal([agent, plan, plan, agent, agent, agent], events.Select(recorded => stopped.Single(activity => activity.SpanId.ToHexString() == recorded.ParentSpanId)));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void A_decision_that_ends_on_another_thread_has_the_right_parent()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = Listen(stopped: stopped.Add);
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector, _runId);

        ConcurrencySpecs.OnThreads(1, _ =>
        {
            using var planning = run.Decide(Some.PlannerInput());
            ConcurrencySpecs.OnThreads(1, _ => planning.Decide(Some.ToolCall()).Answer(Some.ToolResult()));
            planning.Answer(Some.PlannerOutput());
        });
        run.Complete();

        Assert.Equal(["execute_tool search", "plan", "invoke_agent"], stopped.Select(activity => activity.DisplayName));
        Assert.Equal(stopped[1].SpanId, stopped[0].ParentSpanId);
        Assert.Equal(stopped[2].SpanId, stopped[1].ParentSpanId);
    }

    [Fact]
    public void A_failed_run_is_a_failed_activity()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = Listen(stopped: stopped.Add);
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector, _runId);

        run.Fail(new TimeoutException("too long"));

        Activity agent = Assert.Single(stopped);
        Assert.Equal((ActivityStatusCode.Error, null, "System.TimeoutException"), (agent.Status, agent.StatusDescription, agent.GetTagItem("error.type")));
    }

    [Fact]
    public void A_listener_that_throws_when_an_activity_stops_does_not_reach_the_agent()
    {
        using ActivityListener listener = Listen(stopped: _ => throw new InvalidOperationException("listener"));

        Assert.Equal(2, RecordADecision());
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void A_listener_that_throws_when_an_activity_starts_does_not_reach_the_agent()
    {
        using ActivityListener listener = Listen(_ => { }, started: _ => throw new InvalidOperationException("listener"));

        Assert.Equal(2, RecordADecision());
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void Without_a_listener_events_have_spans_of_their_own()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector, _runId);

        run.Decide(Some.PlannerInput()).Dispose();
        run.Complete();

        Assert.All(Some.TheRunOf(run).Events, recorded => Assert.Equal((16, 16), (recorded.SpanId!.Length, recorded.ParentSpanId!.Length)));
    }

    private int RecordADecision()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector, _runId);
        using (var planning = run.Decide(Some.PlannerInput()))
        {
            planning.Answer(Some.PlannerOutput());
        }

        run.Complete();
        return Some.TheRunOf(run).Events.Count;
    }

    /// <summary>Listens to this spec's own run: the source is one for the process.</summary>
    private ActivityListener Listen(Action<Activity> stopped, Action<Activity>? started = null)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Tags!.Any(tag => tag is { Key: "tracekit.run.id", Value: string id } && id == _runId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = activity => IfOwn(activity, started),
            ActivityStopped = activity => IfOwn(activity, stopped),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private void IfOwn(Activity activity, Action<Activity>? action)
    {
        if (activity.GetTagItem("tracekit.run.id") as string == _runId)
        {
            action?.Invoke(activity);
        }
    }
}
