using System.Diagnostics.Metrics;
using TraceKit.Collection;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

[Collection(nameof(Alone))]
public sealed class MeterSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_emitted_is_written_dropped_or_rejected()
    {
        Dictionary<string, long> before = Read();
        using TraceCollector collector = Some.Collector(_folder, options => options.MaxEventBytes = 1024);
        _folder.Write("2026-11-21/blobs", []); // a file where blobs would go: they cannot
        using TraceRun run = Some.Run(collector);

        run.Emit(Some.Message());
        run.Emit(Some.Message(new string('x', 2_000)));
        run.Emit(new Trap { OnRead = () => throw new InvalidOperationException("no") });
        Dictionary<string, long> during = Read();
        run.Complete();
        run.Emit(Some.Message());
        Dictionary<string, long> after = Read();

        Assert.Equal((3, 2, 1), (Grown(during, "emitted"), Grown(during, "written"), Grown(during, "rejected")));
        Assert.Equal((4, 2, 0, 2, 1), (Grown(after, "emitted"), Grown(after, "written"), Grown(after, "dropped"), Grown(after, "rejected"), Grown(after, "truncated")));

        long Grown(Dictionary<string, long> now, string what) => now[$"tracekit.events.{what}"] - before[$"tracekit.events.{what}"];
    }

    [Fact]
    public void What_waits_in_memory_is_neither_written_nor_lost()
    {
        Dictionary<string, long> before = Read();
        using TraceCollector collector = Some.Collector(_folder, options => (options.Durability, options.BufferTime) = (Durability.Buffered, TimeSpan.FromMinutes(1)));
        using TraceRun run = Some.Run(collector);

        run.Emit(Some.Message());
        Dictionary<string, long> during = Read();
        run.Flush();
        Dictionary<string, long> after = Read();

        Assert.Equal(1, during["tracekit.events.emitted"] - before["tracekit.events.emitted"]);
        Assert.Equal((1, 0), (during["tracekit.events.buffered"], after["tracekit.events.buffered"]));
        Assert.Equal((0, 1), (during["tracekit.events.written"] - before["tracekit.events.written"], after["tracekit.events.written"] - before["tracekit.events.written"]));
    }

    [Fact]
    public void A_listener_that_throws_does_not_reach_the_agent()
    {
        using MeterListener listener = Listen((_, _) => throw new InvalidOperationException("listener"));
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);

        long[] seqs = [run.Emit(Some.Message()).Seq, run.Emit(Some.Message()).Seq];
        run.Complete();

        Assert.Equal([0, 1], seqs);
        Assert.Equal(2, Some.TheRunOf(run).Events.Count);
    }

    [Fact]
    public void A_listener_that_emits_is_served()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);
        using MeterListener listener = Listen((name, _) =>
        {
            if (name == "tracekit.events.written")
            {
                run.Emit(new Note { Text = "inner" });
            }
        });

        run.Emit(Some.Message());
        listener.RecordObservableInstruments();
        run.Complete();

        Assert.Equal(["message", "test.note"], Some.TheRunOf(run).Events.Select(recorded => recorded.Type));
    }

    /// <summary>What the instruments say now; they are of the process, so a spec looks at how they grow.</summary>
    private static Dictionary<string, long> Read()
    {
        GC.KeepAlive(TraceKitDiagnostics.Source);
        Dictionary<string, long> counts = [];
        using MeterListener listener = Listen((name, value) => counts[name] = value);
        listener.RecordObservableInstruments();
        return counts;
    }

    private static MeterListener Listen(Action<string, long> onCount)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == TraceKitDiagnostics.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => onCount(instrument.Name, value));
        listener.Start();
        return listener;
    }
}
