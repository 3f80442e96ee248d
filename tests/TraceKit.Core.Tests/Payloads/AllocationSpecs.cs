using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Redaction;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Payloads;

/// <summary>What one event allocates on the agent's thread in steady state: nothing.</summary>
public sealed class AllocationSpecs
{
    private const int Rounds = 3;
    private const int Budget = 64;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flat_event_allocates_nothing(bool redacts) =>
        Assert.Equal(0, PerEvent(redacts, Some.Message("The quick brown fox")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_with_lists_and_objects_allocates_nothing(bool redacts)
    {
        Assert.Equal(0, PerEvent(redacts, new EnvironmentStep { Observation = "The quick brown fox", Notes = ["jumps", "over"] }));
        Assert.Equal(0, PerEvent(redacts, Some.PlannerOutput()));
        Assert.Equal(0, PerEvent(redacts, Some.ToolResult()));
        Assert.Equal(0, PerEvent(redacts, Some.LlmCall()));
    }

    [Fact]
    public void A_long_event_allocates_nothing() => Assert.Equal(0, PerEvent(redacts: true, Some.Message(string.Concat(Enumerable.Repeat("The quick \"brown\" fox.\n", 2_000)))));

    [Fact]
    public void A_disabled_collector_allocates_nothing()
    {
        using TraceRun run = TraceCollector.Disabled.StartRun(new RunDescriptor { Goal = Some.Goal });

        Assert.Equal(0, PerEvent(run, Some.Message("The quick brown fox")));
    }

    private long PerEvent<TEvent>(bool redacts, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.Redaction = redacts ? Secrets.Default : RedactionPolicy.None);
        using TraceRun run = Some.Run(collector);
        return PerEvent(run, data);
    }

    private static long PerEvent<TEvent>(TraceRun run, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        for (int i = 0; i < 2_000; i++)
        {
            run.Emit(data);
        }

        // Once in a while a pool is trimmed, and a buffer is made anew: that too stays within the budget of an event.
        long[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => Round(run, data))];
        Assert.All(rounds, bytes => Assert.InRange(bytes, 0, Budget));
        return rounds.Min();
    }

    private static long Round<TEvent>(TraceRun run, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            run.Emit(data);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
    }
}
