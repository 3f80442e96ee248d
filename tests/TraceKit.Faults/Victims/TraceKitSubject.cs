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

    public TraceKitSubject(VictimSettings settings)
    {
        _settings = settings;
        _runs = new TraceRun?[settings.Threads];
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

        return _runs[thread]!.Emit(new Numbered { Thread = thread, Number = number, Text = text }).Seq >= 0;
    }

    public override void Dispose()
    {
        foreach (TraceRun? run in _runs)
        {
            run?.Complete();
        }

        _collector.Dispose();
    }

    /// <summary>A clock that starts on a day that is known, so that the path of a file is.</summary>
    private sealed class FixedStart : TimeProvider
    {
        private readonly TimeSpan _late = System.GetUtcNow() - ManualTime.Start;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - _late;
    }
}
