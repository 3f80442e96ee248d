using System.Diagnostics.Metrics;
using TraceKit.Collection;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class MeterSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_emitted_is_written_dropped_or_rejected()
    {
        Dictionary<string, long> counts = [];
        using MeterListener listener = Listen((name, value) => counts[name] = counts.GetValueOrDefault(name) + value);
        using TraceCollector collector = Some.Collector(_folder, options => options.MaxEventBytes = 1024);
        using TraceRun run = Some.Run(collector);

        run.Emit(Some.Message());
        run.Emit(Some.Message(new string('x', 2_000)));
        run.Emit(new Trap { OnRead = () => throw new InvalidOperationException("no") });
        run.Complete();
        run.Emit(Some.Message());

        Assert.Equal((4, 2, 2, 1), (counts["tracekit.events.emitted"], counts["tracekit.events.written"], counts["tracekit.events.rejected"], counts["tracekit.events.truncated"]));
        Assert.DoesNotContain("tracekit.events.dropped", counts);
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
        TraceRun? run = null;
        int left = 3;
        using MeterListener listener = Listen((name, _) =>
        {
            if (name == "tracekit.events.written" && left-- > 0)
            {
                run!.Emit(new Note { Text = "inner" });
            }
        });
        using TraceCollector collector = Some.Collector(_folder);
        run = Some.Run(collector);

        run.Emit(Some.Message());
        run.Complete();

        Assert.Equal(["message", "test.note", "test.note", "test.note"], Some.TheRunOf(run).Events.Select(recorded => recorded.Type));
        run.Dispose();
    }

    /// <summary>Listens to what this spec's own thread counts: the meter is one for the process.</summary>
    private MeterListener Listen(Action<string, long> onCount)
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
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (Environment.CurrentManagedThreadId == _thread)
            {
                onCount(instrument.Name, value);
            }
        });
        listener.Start();
        return listener;
    }
}
