using System.Diagnostics;
using System.Globalization;
using TraceKit.Collection;
using TraceKit.Testing;

namespace TraceKit.Faults.Victims;

/// <summary>TraceKit: a run of its own for each thread, and a new one after so many events.</summary>
internal sealed class TraceKitSubject : Subject
{
    /// <summary>Longer texts lie beside the run.</summary>
    public const int InlineBytes = 4096;

    private readonly TraceCollector _collector;
    private readonly VictimSettings _settings;
    private readonly TraceRun?[] _runs;
    private readonly ActivityListener? _listener;

    public TraceKitSubject(VictimSettings settings)
    {
        _settings = settings;
        _runs = new TraceRun?[settings.Threads];
        _listener = settings.PluginThrows ? Throwing() : null;
        _collector = new TraceCollector(new TraceKitOptions
        {
            Root = settings.Root,
            Durability = settings.Level,
            BufferBytes = settings.BufferBytes,
            BufferWait = TimeSpan.FromMilliseconds(settings.BufferWaitMs),
            Time = new FixedStart(),
            RecoverAtStart = false,
            MaxInlineTextBytes = InlineBytes,
        });
    }

    /// <summary>The file of the first run.</summary>
    public static string FirstFile(VictimSettings settings) =>
        Path.Combine(DayFolder(settings.Root), string.Create(CultureInfo.InvariantCulture, $"{settings.RunPrefix}0-{settings.First:D9}.trace.jsonl"));

    /// <summary>The folder of the day on which every victim starts.</summary>
    public static string DayFolder(string root) => Path.Combine(root, ManualTime.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override bool Emit(int thread, long number, string text)
    {
        if (_runs[thread] is null || (_settings.PerRun > 0 && number % _settings.PerRun == 0))
        {
            _runs[thread]?.Complete();
            string id = string.Create(CultureInfo.InvariantCulture, $"{_settings.RunPrefix}{thread}-{number:D9}");
            _runs[thread] = _collector.StartRun(new RunDescriptor { Goal = "Die", RunId = id });
        }

        TraceRun run = _runs[thread]!;
        var numbered = new Numbered { Thread = thread, Number = number, Text = text };
        return (_listener is null ? run.Emit(numbered) : run.Trace("work", () => run.Emit(numbered))).Seq >= 0;
    }

    public override void Dispose()
    {
        foreach (TraceRun? run in _runs)
        {
            run?.Complete();
        }

        _collector.Dispose();
        _listener?.Dispose();
    }

    /// <summary>Throws whenever an activity of TraceKit's starts or stops.</summary>
    private static ActivityListener Throwing()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => throw new InvalidOperationException("the listener throws"),
            ActivityStopped = _ => throw new InvalidOperationException("the listener throws"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>A clock that starts on a day that is known, so that the path of a file is.</summary>
    private sealed class FixedStart : TimeProvider
    {
        private readonly TimeSpan _late = System.GetUtcNow() - ManualTime.Start;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - _late;
    }
}
