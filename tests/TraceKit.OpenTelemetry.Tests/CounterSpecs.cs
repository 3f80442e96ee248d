using OpenTelemetry;
using OpenTelemetry.Metrics;
using TraceKit.Agents;
using TraceKit.Collection;

namespace TraceKit.OpenTelemetry.Tests;

[CollectionDefinition(nameof(CounterSpecs), DisableParallelization = true)]
[Collection(nameof(CounterSpecs))]
public sealed class CounterSpecs
{
    [Fact]
    public void What_is_emitted_is_written_dropped_or_rejected()
    {
        var counters = new CollectingCounters();
        using MeterProvider provider = Provider(counters, times: 1);
        counters.Start(provider);

        Write();
        Reject();
        Drop();
        provider.ForceFlush();

        Assert.Equal(6, counters["tracekit.events.written"]);
        Assert.Equal(1, counters["tracekit.events.rejected"]);
        Assert.Equal(2, counters["tracekit.events.dropped"]);
        Assert.Equal(9, counters["tracekit.events.emitted"]);
    }

    [Fact]
    public void Adding_the_instrumentation_twice_counts_each_event_once()
    {
        var counters = new CollectingCounters();
        using MeterProvider provider = Provider(counters, times: 2);
        counters.Start(provider);

        Write();
        provider.ForceFlush();

        Assert.Equal(6, counters["tracekit.events.emitted"]);
    }

    [Fact]
    public void A_missing_builder_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => TraceKitMeterProviderBuilderExtensions.AddTraceKitInstrumentation(null!));

    private static MeterProvider Provider(CollectingCounters counters, int times)
    {
        MeterProviderBuilder builder = Sdk.CreateMeterProviderBuilder();
        for (int i = 0; i < times; i++)
        {
            builder.AddTraceKitInstrumentation();
        }

        return builder.AddReader(new BaseExportingMetricReader(counters)).Build();
    }

    /// <summary>A whole run of six events.</summary>
    private static void Write()
    {
        using var agent = new TracedAgent();
        agent.Play();
    }

    /// <summary>An event after the end.</summary>
    private static void Reject()
    {
        using var agent = new TracedAgent();
        using TraceRun run = agent.Start();
        run.Complete();
        run.Emit(new EpisodeStop { Reason = "too_late" });
    }

    /// <summary>Two events for a folder that cannot be made: a file has its name.</summary>
    private static void Drop()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("tracekit-").FullName, "taken");
        File.WriteAllText(file, "not a folder");
        using var collector = new TraceCollector(new TraceKitOptions { Root = file });
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Write nowhere" });
        run.Emit(new EpisodeStop { Reason = "one" });
        run.Emit(new EpisodeStop { Reason = "two" });
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
