using Microsoft.Extensions.DependencyInjection;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Capture;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>A program with TraceKit and its capture, set up as a user does.</summary>
internal sealed class CaptureBench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public CaptureBench(Action<GenAiCaptureOptions>? capture = null)
    {
        var services = new ServiceCollection();
        services.AddTraceKit(traces => traces.WriteTo(_folder.Path).Environment("test").CaptureGenAiActivities(options =>
        {
            options.EndWait = TimeSpan.FromMinutes(1); // a machine that is busy must not lose what a test looks for
            capture?.Invoke(options);
        }));
        _services = services.BuildServiceProvider();
        Collector = _services.GetRequiredService<TraceCollector>();
    }

    public TraceCollector Collector { get; }

    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder.Path, "*.trace.jsonl", SearchOption.AllDirectories);

    public TraceRun Start(string? id = null) => Collector.StartRun(new RunDescriptor { Goal = "Capture", RunId = id });

    /// <summary>Ends a run and reads its file.</summary>
    public static RecordedRun End(TraceRun run)
    {
        run.Complete();
        return Some.TheRunOf(run);
    }

    /// <summary>What work does within a run, as its file tells it.</summary>
    public RecordedRun Record(Action<TraceRun> work)
    {
        using TraceRun run = Start();
        work(run);
        return End(run);
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
