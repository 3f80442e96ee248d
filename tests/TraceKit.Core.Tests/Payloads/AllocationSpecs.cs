using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Redaction;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Payloads;

/// <summary>What one event allocates on the agent's thread in steady state: nothing but what the JSON serializer takes for nested values.</summary>
public sealed class AllocationSpecs : IDisposable
{
    /// <summary>The serializer's stack of frames, made anew for each value that has objects or lists within it.</summary>
    private const int Frames = 312;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flat_event_allocates_nothing(bool redacts) =>
        Assert.Equal(0, PerEvent(redacts, Some.Message("The quick brown fox")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_with_a_list_allocates_the_frames_of_the_serializer(bool redacts) =>
        Assert.InRange(PerEvent(redacts, new EnvironmentStep { Observation = "The quick brown fox" }), 0, Frames);

    private long PerEvent<TEvent>(bool redacts, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Redaction = redacts ? Secrets.Default : RedactionPolicy.None);
        using TraceRun run = Some.Run(collector);
        for (int i = 0; i < 2_000; i++)
        {
            run.Emit(data);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            run.Emit(data);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
    }
}
