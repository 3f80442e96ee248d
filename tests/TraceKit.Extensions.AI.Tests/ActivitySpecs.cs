using System.Diagnostics;
using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Extensions.AI.Tests;

/// <summary>A model call is an activity, from its first byte to its last, whatever becomes of the ambient one.</summary>
public sealed class ActivitySpecs : IDisposable
{
    private static readonly ChatMessage[] Hi = [Bench.User("Hi")];

    private readonly ActivitySource _http = new($"test.http.{Guid.NewGuid():N}");
    private readonly List<Activity> _stopped = [];
    private readonly ActivityListener _listener;
    private readonly Bench _bench;

    public ActivitySpecs()
    {
        string? runId = null;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName || source == _http,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source == _http || activity.GetTagItem("tracekit.run.id") as string == runId)
                {
                    _stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _bench = new Bench(configure: options => options.Ids = TraceIds.Random);
        runId = _bench.Run.RunId;
    }

    private Activity Chat => Assert.Single(_stopped, activity => activity.DisplayName == "chat fake-1");

    public void Dispose()
    {
        _bench.Dispose();
        _listener.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_call_is_a_client_activity_of_its_decision_and_what_it_sends_belongs_to_it()
    {
        using Decision<PlannerInput, PlannerOutput> planning = _bench.Run.Decide(Some.PlannerInput());
        Activity? before = Activity.Current;
        var client = new FakeClient
        {
            Answer = _ =>
            {
                _http.StartActivity("POST")!.Dispose();
                return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello."));
            },
        };

        await client.WithTracing(planning).GetResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(before, Activity.Current);
        planning.Answer(Some.PlannerOutput());
        RecordedEvent call = Assert.Single(_bench.Events, recorded => recorded.Type == "llm_call");
        Activity plan = Assert.Single(_stopped, activity => activity.DisplayName == "plan");
        Assert.Equal((ActivityKind.Client, plan.SpanId, "fake", "fake-1"), (Chat.Kind, Chat.ParentSpanId, Chat.GetTagItem("gen_ai.provider.name"), Chat.GetTagItem("gen_ai.request.model")));
        Assert.Equal(Chat.SpanId, Assert.Single(_stopped, activity => activity.DisplayName == "POST").ParentSpanId);
        Assert.Equal((Chat.SpanId.ToHexString(), plan.SpanId.ToHexString()), (call.SpanId, call.ParentSpanId));
    }

    [Fact]
    public async Task At_each_step_of_a_stream_the_call_is_current_within_and_the_consumers_own_without()
    {
        List<ActivitySpanId> within = [];
        var client = new FakeClient
        {
            Stream = [FakeClient.Text("Hel"), FakeClient.Text("lo."), FakeClient.End()],
            BeforeUpdate = () => within.Add(Activity.Current?.SpanId ?? default),
        };
        using Activity consumer = _http.StartActivity("consumer")!;

        await foreach (ChatResponseUpdate _ in client.WithTracing(_bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(consumer, Activity.Current);
        }

        Assert.Equal(consumer, Activity.Current);
        Assert.Equal([Chat.SpanId, Chat.SpanId, Chat.SpanId], within);
        Assert.Equal(ActivityStatusCode.Unset, Chat.Status);
    }

    [Fact]
    public async Task A_stream_that_is_left_ends_its_activity_as_interrupted()
    {
        var client = new FakeClient { Stream = [FakeClient.Text("One "), FakeClient.Text("two"), FakeClient.End()] };

        await foreach (ChatResponseUpdate _ in client.WithTracing(_bench.Run).GetStreamingResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.Equal((ActivityStatusCode.Error, "abandoned"), (Chat.Status, Chat.GetTagItem("error.type")));
        Assert.Equal(LlmCallStatus.Interrupted, _bench.Call.Status);
    }

    [Fact]
    public async Task A_call_that_fails_is_a_failed_activity()
    {
        var client = new FakeClient { Answer = _ => throw new TimeoutException("too long") };

        await Assert.ThrowsAsync<TimeoutException>(() => client.WithTracing(_bench.Run).GetResponseAsync(Hi, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ActivityStatusCode.Error, Chat.Status);
        Assert.Equal(_bench.Call.Error!.Type, Chat.GetTagItem("error.type"));
    }
}
