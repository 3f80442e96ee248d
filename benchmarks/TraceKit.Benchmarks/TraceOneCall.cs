using BenchmarkDotNet.Attributes;
using TraceKit.Collection;

namespace TraceKit.Benchmarks;

/// <summary>What does it cost to trace a call, beside the call itself: recorded, and where nothing is recorded?</summary>
/// <remarks>The recorded calls of an iteration go to a run of their own.</remarks>
[MemoryDiagnoser]
[SimpleJob(invocationCount: Calls, warmupCount: 5, iterationCount: 15)]
public class TraceOneCall
{
    private const int Calls = 16_384;

    private readonly TracedWork _work = new();
    private string _folder = string.Empty;
    private TraceCollector _collector = TraceCollector.Disabled;
    private TraceRun _run = null!;
    private IDisposable? _entered;

    [Params("enabled", "disabled", "no run")]
    public string Collector { get; set; } = string.Empty;

    [GlobalSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("tracekit-benchmark-").FullName;
        _collector = new TraceCollector(new TraceKitOptions { Root = _folder, Enabled = Collector == "enabled" });
    }

    [IterationSetup]
    public void StartRun()
    {
        _run = _collector.StartRun(new RunDescriptor { Goal = "Measure" });
        _entered = Collector == "no run" ? null : _run.Enter();
    }

    [Benchmark(Baseline = true)]
    public int Untraced() => _work.Plain("direct flights", 3);

    [Benchmark]
    public int Attribute() => _work.Traced("direct flights", 3);

    [Benchmark]
    public int Delegate() => _run.Trace("work", static () => 17);

    [Benchmark]
    public async Task<int> AttributeAsync() => await _work.TracedAsync("direct flights", 3);

    [IterationCleanup]
    public void EndRun()
    {
        _entered?.Dispose();
        _run.Complete();
        if (_run.Path is { } file)
        {
            File.Delete(file);
        }
    }

    [GlobalCleanup]
    public void Stop()
    {
        _collector.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
