using System.Collections.ObjectModel;
using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Payloads;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Payloads;

/// <summary>Code in an event's data runs under a budget. What hangs here is let go at the end; threads are a process's own, hence alone.</summary>
[Collection(nameof(Alone))]
public sealed class GuardSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ManualResetEventSlim _letGo = new();
    private readonly TraceCollector _collector;

    public GuardSpecs() => _collector = Collector(TimeSpan.FromMilliseconds(100));

    public void Dispose()
    {
        _letGo.Set();
        _collector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_getter_that_hangs_costs_its_event_and_not_the_agent()
    {
        using TraceRun run = Some.Run(_collector);

        long hung = run.Emit(Hanging()).Seq;
        long next = run.Emit(Some.Message()).Seq;
        run.Complete();

        Assert.Equal((-1, 0), (hung, next));
        Assert.Equal(["not_serializable: timed out after 100 ms"], Reasons(run));
    }

    [Fact]
    public void A_type_that_hung_is_left_alone_for_a_minute()
    {
        using TraceCollector patient = Collector(TimeSpan.FromSeconds(2));
        using TraceRun run = Some.Run(patient);
        int tries = 0;
        Trap Counted() => new() { OnRead = () => Interlocked.Increment(ref tries) == 1 ? Hang() : "calm" };

        run.Emit(Counted());
        for (int i = 0; i < 1_000; i++)
        {
            run.Emit(Counted());
        }

        _time.Advance(EventSerializer.Pause);
        long later = run.Emit(Counted()).Seq;
        run.Complete();

        Assert.Equal((0, 2), (later, tries));
        Assert.Equal(1_001, Reasons(run).Count());
        Assert.Contains("not tried", Reasons(run).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_runs_that_hang_hold_no_more_threads_than_there_may_be()
    {
        int tries = 0;
        for (int i = 0; i < 3 * BudgetedThread.Most; i++)
        {
            using TraceRun run = Some.Run(_collector, $"run-{i}");
            run.Emit(new Trap { OnRead = () => Interlocked.Increment(ref tries) > 0 ? Hang() : string.Empty });
            Assert.Equal(0, run.Emit(Some.Message()).Seq);
        }

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref tries) >= BudgetedThread.Most, TimeSpan.FromSeconds(30))); // a thread may come late
        Assert.Equal(BudgetedThread.Most, tries);
        _letGo.Set();
        using TraceRun calm = Some.Run(_collector, "calm");
        Assert.True(SpinWait.SpinUntil(() => calm.Emit(new Trap()).Seq >= 0, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Code_that_was_given_up_writes_nothing_later()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Hanging());
        run.Emit(Some.Message("one"));
        _letGo.Set();
        run.Emit(Some.Message("two"));
        run.Complete();

        Assert.Equal(["one", "two"], Some.TheRunOf(run).Events.Select(recorded => recorded.Read<Message>().Content));
    }

    [Fact]
    public void Code_runs_elsewhere_with_the_context_of_its_caller()
    {
        using TraceCollector collector = Collector(TimeSpan.FromMinutes(1));
        using TraceRun run = Some.Run(collector);
        var ambient = new AsyncLocal<string> { Value = "here" };
        int thread = Environment.CurrentManagedThreadId;

        run.Emit(new Trap { OnRead = () => $"{ambient.Value} {Environment.CurrentManagedThreadId != thread} {Activity.Current?.OperationName}" });
        run.Complete();

        Assert.Contains("\"here True ", File.ReadAllText(run.Path!), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_budget_code_runs_on_the_thread_of_its_caller()
    {
        using TraceCollector collector = Collector(Timeout.InfiniteTimeSpan);
        using TraceRun run = Some.Run(collector);
        int thread = 0;

        run.Emit(new Trap { OnRead = () => $"{thread = Environment.CurrentManagedThreadId}" });

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void A_budget_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Collector(TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => Collector(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void The_vocabulary_is_inert()
    {
        Assert.All(
            (bool[])
            [
                Inert(Some.PlannerInput()), Inert(Some.PlannerOutput()), Inert(Some.ExecutorInput()), Inert(Some.ExecutorOutput()), Inert(Some.ExecutorNeedsReplan()),
                Inert(Some.ReplannerInput()), Inert(Some.ReplannerOutput()), Inert(Some.CriticInput()), Inert(Some.CriticOutput()), Inert(Some.EnvironmentStep()),
                Inert(Some.StateTransition()), Inert(Some.EpisodeStop()), Inert(Some.EpisodeEnd()), Inert(Some.EpisodeError()), Inert(Some.DecisionAbandoned()),
                Inert(Some.LlmCall()), Inert(Some.Message()), Inert(Some.ParseFailure()), Inert(Some.ToolCall()), Inert(Some.ToolResult()),
                Inert(Some.ToolNotFound()), Inert(Some.ToolCallUnresolved()), Inert(Some.Label()),
            ],
            Assert.True);
        Assert.False(LlmCall.EventType.Payload.MayBreakTheLine);
    }

    [Fact]
    public void What_may_run_code_is_not_inert()
    {
        Assert.False(Inert(new Trap()));
        Assert.False(Inert(new Picky()));
        Assert.False(Inert(new Parcel { Json = "1" }));
        Assert.False(Inert(new Scribble { Write = _ => { } }));
        Assert.True(Inert(new Note { Text = "x" }));
        Assert.True(Inert(new Knot { Inner = new Knot() }));
    }

    [Fact]
    public void A_list_is_as_inert_as_the_class_behind_it()
    {
        Assert.True(Inert(Holding([1, 2])));
        Assert.True(Inert(Holding(new List<int> { 1 })));
        Assert.True(Inert(Holding(Array.Empty<int>())));
        Assert.False(Inert(Holding(new OddList(() => []))));
        Assert.False(Inert(Holding(new ReadOnlyCollection<int>([1]))));
        Assert.True(Inert(Asked([new ChatTurn { Role = "user", ToolCalls = [] }])));
        Assert.False(Inert(Asked([new ChatTurn { Role = "user", ToolCalls = new ReadOnlyCollection<RequestedToolCall>([]) }])));
    }

    private static Holder<IReadOnlyList<int>> Holding(IReadOnlyList<int> items) => new() { Value = items };

    private static LlmCall Asked(IReadOnlyList<ChatTurn> messages) => Some.LlmCall() with { Request = new LlmRequest { Messages = messages } };

    private static bool Inert<TEvent>(TEvent data)
        where TEvent : ITraceEvent<TEvent> => TEvent.EventType.Payload.IsInert(data);

    private static IEnumerable<string> Reasons(TraceRun run) => Some.TheRunOf(run).Gaps.Select(gap => gap.Reason);

    private Trap Hanging() => new() { OnRead = Hang };

    private string Hang()
    {
        _letGo.Wait();
        return "late";
    }

    private TraceCollector Collector(TimeSpan budget) => Some.Collector(_folder, options => (options.SerializationBudget, options.Time) = (budget, _time));
}
