using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;
using TraceKit.Redaction;

namespace TraceKit.Faults.Plugins;

/// <summary>Listeners, loggers and rules that do their worst.</summary>
internal static class EvilListeners
{
    public static IEnumerable<EvilPlugin> All() => [.. Listeners(), .. Meters(), .. Loggers(), .. Rules()];

    private static IEnumerable<EvilPlugin> Listeners()
    {
        yield return Listening("samples by throwing", (listener, _) => listener.Sample = (ref ActivityCreationOptions<ActivityContext> _) => throw new InvalidOperationException("no"));
        yield return Listening("throws at a start", (listener, _) => listener.ActivityStarted = _ => throw new InvalidOperationException("no"));
        yield return Listening("throws at a stop", (listener, _) => listener.ActivityStopped = _ => throw new InvalidOperationException("no"));
        yield return Listening("stops what starts", (listener, _) => listener.ActivityStarted = activity => activity.Stop());
        yield return Listening("takes the ambient place", (listener, _) => listener.ActivityStarted = _ => Activity.Current = null);
        yield return Listening("emits at a start", (listener, bench) => listener.ActivityStarted = _ => bench.Run.Emit(new Plain { Text = "listener" }));
        yield return Listening("emits at a stop", (listener, bench) => listener.ActivityStopped = _ => bench.Run.Emit(new Plain { Text = "listener" }));
        yield return Listening("decides at a start, ten deep", (listener, bench) =>
        {
            int depth = 0;
            listener.ActivityStarted = _ =>
            {
                if (++depth <= 10)
                {
                    bench.Run.Decide(TestKit.Some.PlannerInput()).Dispose();
                }
            };
        });
        yield return Listening("hangs for a second", (listener, _) => listener.ActivityStarted = _ => new ManualResetEventSlim().Wait(TimeSpan.FromSeconds(1)));
    }

    private static IEnumerable<EvilPlugin> Meters()
    {
        yield return Metering("throws", (_, _) => throw new InvalidOperationException("no"));
        yield return Metering("emits", (bench, _) => bench.Run.Emit(new Plain { Text = "meter" }));
    }

    private static IEnumerable<EvilPlugin> Loggers()
    {
        yield return Logging("throws", (_, _) => throw new InvalidOperationException("no"));
        int calls = 0;
        yield return Logging("emits what is rejected, and so is called again", (bench, _) =>
        {
            if (calls++ < 1000)
            {
                bench.Run.Emit(Broken);
            }
        });
        EvilPlugin? hanging = null;
        yield return hanging = Logging("hangs", (_, _) => hanging!.Ended.Wait(TimeSpan.FromSeconds(30)));
        yield return Logging("starts runs", (bench, _) => bench.Collector.StartRun(new RunDescriptor { Goal = "by a logger" }).Dispose());
    }

    private static IEnumerable<EvilPlugin> Rules()
    {
        SecretRule slow = new("slow", ["zzzzzzzz"], "(?:z?){1,50}(?:z?){1,50}y");
        yield return new EvilPlugin(
            "a redaction rule that takes long",
            () => new PluginBench(redaction: RedactionPolicy.None.With(slow)),
            bench => bench.Run.Emit(new Plain { Text = new string('z', 200_000) }));
        SecretRule many = new("many", ["zz-queen-"], "zz-queen-.{0,56}");
        yield return new EvilPlugin(
            "a redaction rule that matches ten thousand times",
            () => new PluginBench(redaction: RedactionPolicy.None.With(many)),
            bench => bench.Run.Emit(new Plain { Text = string.Concat(Enumerable.Repeat("zz-queen-", 70_000)) }));
    }

    private static EvilGetter Broken => new() { OnRead = () => throw new InvalidOperationException("no") };

    private static EvilPlugin Listening(string name, Action<ActivityListener, PluginBench> configure) => new(
        $"a listener of activities that {name}",
        () => new PluginBench(),
        bench =>
        {
            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            configure(listener, bench);
            ActivitySource.AddActivityListener(listener);
            using (Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = bench.Run.Decide(TestKit.Some.PlannerInput()))
            {
                planning.Answer(TestKit.Some.PlannerOutput());
            }

            using TraceRun other = bench.Collector.StartRun(new RunDescriptor { Goal = "Also" });
            other.Complete();
        });

    private static EvilPlugin Metering(string name, Action<PluginBench, long> measure) => new(
        $"a listener of the meter that {name}",
        () => new PluginBench(),
        bench =>
        {
            using var listener = new MeterListener
            {
                InstrumentPublished = (instrument, self) =>
                {
                    if (instrument.Meter.Name == TraceKitDiagnostics.MeterName)
                    {
                        self.EnableMeasurementEvents(instrument);
                    }
                },
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => measure(bench, value));
            listener.Start();
            bench.Run.Emit(Broken);
            try
            {
                listener.RecordObservableInstruments();
            }
            catch (Exception own) when (own is AggregateException or InvalidOperationException)
            {
                // The listener's own call gets what it threw.
            }

            bench.Run.Emit(new Plain { Text = "meter" });
        });

    private static EvilPlugin Logging(string name, Action<PluginBench, LogLevel> log)
    {
        PluginBench? bench = null;
        return new EvilPlugin(
            $"a logger that {name}",
            () => bench = new PluginBench(new ActingLogger(level => log(bench!, level))),
            made => Enumerable.Range(0, 20).ToList().ForEach(_ => made.Run.Emit(Broken)));
    }

    private sealed class ActingLogger(Action<LogLevel> act) : ILogger<TraceCollector>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => act(logLevel);
    }
}
