using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Tracing;

namespace TraceKit.Core.Tests.Tracing;

/// <summary>Delegates that are called by <c>Trace</c> and <c>TraceAsync</c> are recorded, and behave as if they were not.</summary>
public sealed class TraceSpecs : IDisposable
{
    private readonly OperationProbe _probe = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TraceRun Run => _probe.Run;

    public void Dispose() => _probe.Dispose();

    [Fact]
    public void A_call_leaves_what_went_in_and_what_came_out()
    {
        int sum = Run.Trace(
            "add",
            () => _probe.After(12.5, 3),
            new() { Arguments = """{"a":1,"b":2}""", Tags = ["math"], Metadata = new Dictionary<string, string> { ["unit"] = "pieces" }, Role = "calculator" },
            value => OperationJson.Text(json => json.WriteNumberValue(value)));

        Assert.Equal(3, sum);
        (Operation call, OperationResult result) = Assert.Single(_probe.Calls());
        Assert.Equal(("add", """{"a":1,"b":2}""", "math", "pieces"), (call.Name, call.Arguments, call.Tags?.Single(), call.Metadata?["unit"]));
        Assert.Equal(new OperationResult { Name = "add", Status = OperationStatus.Ok, Result = "3", LatencyMs = 12.5 }, result);
        Assert.All(Some.TheRunOf(Run).Events, recorded => Assert.Equal("calculator", recorded.Role));
    }

    [Fact]
    public void What_was_not_asked_for_is_not_recorded()
    {
        Run.Trace("nothing", () => { });
        _ = Run.Trace("something", () => 1);

        Assert.All(_probe.Calls(), call => Assert.Equal((null, null, null), (call.Call.Arguments, call.Result.Result, call.Result.Items)));
    }

    [Fact]
    public void Within_a_decision_the_call_belongs_to_it()
    {
        using (var planning = Run.Decide(Some.PlannerInput()))
        {
            planning.Trace("look_up", () => 1);
            planning.Answer(Some.PlannerOutput());
        }

        Run.Complete();
        IReadOnlyList<RecordedEvent> events = Some.TheRunOf(Run).Events;
        Assert.Equal(["planner_input", "operation", "operation_result", "planner_output"], events.Select(recorded => recorded.Type));
        Assert.Equal([null, 0, 0, null], events.Select(recorded => recorded.Decision));
        Assert.Equal(1, events[2].Answers);
    }

    [Fact]
    public void What_is_thrown_is_recorded_and_goes_on_as_it_is()
    {
        var trouble = new InvalidOperationException("no");

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Run.Trace("break", () => Throw(trouble)));

        Assert.Same(trouble, thrown);
        Assert.Contains(nameof(Throw), thrown.StackTrace, StringComparison.Ordinal);
        OperationResult result = Assert.Single(_probe.Calls()).Result;
        Assert.Equal((OperationStatus.Error, "System.InvalidOperationException", "no"), (result.Status, result.Error?.Type, result.Error?.Message));
    }

    [Fact]
    public async Task Asynchronous_calls_end_when_their_tasks_end()
    {
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<int> call = Run.TraceAsync("wait", _ => gate.Task, result: value => OperationJson.Text(json => json.WriteNumberValue(value)), cancellationToken: Cancelled);
        Run.Emit(Some.StateTransition());
        gate.SetResult(7);

        Assert.Equal(7, await call);
        Assert.Equal("7", Assert.Single(_probe.Calls()).Result.Result);
        Assert.Equal(["operation", "state_transition", "operation_result"], Some.TheRunOf(Run).Events.Select(recorded => recorded.Type));
    }

    [Fact]
    public async Task Tasks_and_value_tasks_with_and_without_a_value_are_told_apart_by_the_compiler()
    {
        await Run.TraceAsync("task", async ct => await Task.Delay(TimeSpan.Zero, ct), cancellationToken: Cancelled);
        string text = await Run.TraceAsync("task_of_value", async ct => { await Task.Yield(); return "a"; }, cancellationToken: Cancelled);
        await Run.TraceAsync("value_task", static _ => ValueTask.CompletedTask, cancellationToken: Cancelled);
        int number = await Run.TraceAsync("value_task_of_value", static _ => ValueTask.FromResult(2), cancellationToken: Cancelled);

        Assert.Equal(("a", 2), (text, number));
        Assert.Equal(["task", "task_of_value", "value_task", "value_task_of_value"], _probe.Calls().Select(call => call.Call.Name));
    }

    [Fact]
    public async Task What_is_thrown_before_the_first_await_comes_out_of_the_call()
    {
        Assert.Throws<ArgumentException>(() => { _ = Run.TraceAsync("early", Early, cancellationToken: Cancelled); });
        await Assert.ThrowsAsync<ArgumentException>(() => Run.TraceAsync("late", Late, cancellationToken: Cancelled));

        Assert.All(_probe.Calls(), call => Assert.Equal(OperationStatus.Error, call.Result.Status));

        static Task Early(CancellationToken cancellationToken) => throw new ArgumentException("early");

        static async Task Late(CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new ArgumentException("late");
        }
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_recorded_as_cancelled_and_a_timeout_is_not()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => Run.TraceAsync("cancelled", ct => Task.Delay(Timeout.Infinite, ct), cancellationToken: source.Token));
        await Assert.ThrowsAsync<TaskCanceledException>(() =>
            Run.TraceAsync("timeout", _ => Task.FromException(new TaskCanceledException("slow", new TimeoutException())), cancellationToken: Cancelled));

        Assert.Equal([OperationStatus.Cancelled, OperationStatus.Error], _probe.Calls().Select(call => call.Result.Status));
    }

    [Fact]
    public void A_result_that_cannot_be_written_is_said_and_the_call_goes_on()
    {
        int value = Run.Trace("odd", () => 1, result: _ => throw new InvalidOperationException("no text"));
        int other = Run.Trace("odd", () => 2, result: _ => OperationJson.Text(_ => throw new InvalidOperationException("no json")));

        Assert.Equal((1, 2), (value, other));
        Assert.Equal(
            ["""{"not_serializable":"InvalidOperationException: no text"}""", """{"not_serializable":"InvalidOperationException: no json"}"""],
            _probe.Calls().Select(call => call.Result.Result));
    }

    [Fact]
    public void A_run_that_is_not_recorded_costs_nothing()
    {
        using TraceRun off = TraceCollector.Disabled.StartRun(Some.Descriptor());
        Func<int> body = static () => 1;
        Func<CancellationToken, Task> later = static _ => Task.CompletedTask;
        IAsyncEnumerable<int> numbers = AsyncEnumerable.Empty<int>();
        Func<IAsyncEnumerable<int>> stream = () => numbers;
        Call();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Call();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Call()
        {
            _ = off.Trace("sync", body);
            _ = off.TraceAsync("async", later, cancellationToken: CancellationToken.None);
            _ = off.TraceStream("stream", stream);
        }
    }

    [Fact]
    public void A_name_is_needed() => Assert.Throws<ArgumentException>(() => Run.Trace(" ", () => { }));

    private static int Throw(Exception exception) => throw exception;
}
