using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Tracing;

/// <summary>What is ambient is what the author entered; operations leave it, and the current activity, as they found them.</summary>
public sealed class TraceScopeSpecs : IDisposable
{
    private readonly OperationProbe _probe = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TraceRun Run => _probe.Run;

    public void Dispose() => _probe.Dispose();

    [Fact]
    public void Nothing_is_ambient_until_a_run_is_entered()
    {
        Assert.Null(TraceScope.Current);

        using (Run.Enter())
        {
            Assert.Same(Run, TraceScope.Current);
            Assert.Same(Run, TraceScope.Find());
            using var planning = Run.Decide(Some.PlannerInput());
            using (planning.Enter())
            {
                Assert.Same(planning, TraceScope.Current);
            }

            Assert.Same(Run, TraceScope.Current);
        }

        Assert.Null(TraceScope.Current);
    }

    [Fact]
    public void A_run_that_records_nothing_hides_the_one_around_it()
    {
        using IDisposable outer = Run.Enter();
        using TraceRun off = TraceCollector.Disabled.StartRun(Some.Descriptor());
        using IDisposable entered = off.Enter();

        Assert.Null(TraceScope.Find());
        Assert.Same(Run, TraceScope.Find(Run));
    }

    [Fact]
    public async Task It_flows_into_tasks_and_not_out_of_them()
    {
        await Task.Run(
            async () =>
            {
                Run.Enter();
                await Task.Yield();
                Assert.Same(Run, TraceScope.Current);
            },
            Cancelled);

        Assert.Null(TraceScope.Current);
    }

    [Fact]
    public async Task Within_an_entered_run_operations_nest_by_themselves_and_otherwise_they_do_not()
    {
        await Run.TraceAsync("alone", _ => Inner(), cancellationToken: Cancelled);
        using (Run.Enter())
        {
            await Run.TraceAsync("outer", OuterAsync, cancellationToken: Cancelled);
            Assert.Same(Run, TraceScope.Current);
        }

        Run.Complete();
        Assert.Equal([null, null, null, 2, 2, null], Some.TheRunOf(Run).Events.Select(recorded => recorded.Decision));

        static async Task OuterAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            TraceScope.Current!.Trace("inner", () => { });
        }

        static Task Inner()
        {
            Assert.Null(TraceScope.Current);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task The_body_of_a_stream_sees_the_operation_and_its_reader_does_not()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = Listen(stopped);
        List<string?> names = [];
        using IDisposable entered = Run.Enter();
        Activity? around = Activity.Current;

        await foreach (int _ in Run.TraceStream("numbers", NumbersAsync))
        {
            Assert.Same(Run, TraceScope.Current);
            Assert.Same(around, Activity.Current);
        }

        foreach (int _ in Run.TraceStream("more", Numbers))
        {
            Assert.Same(Run, TraceScope.Current);
            Assert.Same(around, Activity.Current);
        }

        Assert.Same(around, Activity.Current);
        Assert.Equal(["tracekit.numbers", "tracekit.numbers", "tracekit.more", "tracekit.more"], names);
        Run.Complete();
        RecordedEvent[] calls = [.. Some.TheRunOf(Run).Events.Where(recorded => recorded.Type is "operation")];
        Assert.Equal([null, 0, null, calls[2].Seq], calls.Select(call => call.Decision));
        Assert.Equal(["tracekit.inner", "tracekit.numbers", "tracekit.inner", "tracekit.more"], stopped.Where(Ours).Select(activity => activity.DisplayName));

        async IAsyncEnumerable<int> NumbersAsync()
        {
            names.Add(Activity.Current?.DisplayName);
            TraceScope.Current!.Trace("inner", () => { });
            yield return 1;
            await Task.Yield();
            names.Add(Activity.Current?.DisplayName);
        }

        IEnumerable<int> Numbers()
        {
            names.Add(Activity.Current?.DisplayName);
            TraceScope.Current!.Trace("inner", () => { });
            yield return 1;
            names.Add(Activity.Current?.DisplayName);
        }
    }

    [Fact]
    public void A_stream_that_the_run_closes_leaves_the_current_activity_alone()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = Listen(stopped);
        _ = Run.TraceStream("numbers", () => Enumerable.Range(0, 3));
        using var own = new Activity("own");
        own.Start();

        Run.Complete();

        Assert.Same(own, Activity.Current);
        Assert.Contains(stopped, activity => Ours(activity) && activity.DisplayName == "tracekit.numbers");
    }

    [Fact]
    public void An_activity_tells_of_what_was_thrown()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = Listen(stopped);

        Assert.Throws<TimeoutException>(() => Run.Trace("slow", () => throw new TimeoutException("late")));

        Activity activity = Assert.Single(stopped, Ours);
        Assert.Equal(("tracekit.slow", ActivityStatusCode.Error, "System.TimeoutException"), (activity.DisplayName, activity.Status, activity.GetTagItem("error.type")));
    }

    private bool Ours(Activity activity) => Equals(activity.GetTagItem("tracekit.run.id"), Run.RunId) && activity.DisplayName.StartsWith("tracekit.", StringComparison.Ordinal);

    private static ActivityListener Listen(List<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (stopped)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
