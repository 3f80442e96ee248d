using BenchmarkDotNet.Attributes;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Redaction;

namespace TraceKit.Benchmarks;

/// <summary>What does one event cost the agent, until it is in the operating system's hands?</summary>
[MemoryDiagnoser]
public class EmitOneEvent
{
    private string _folder = string.Empty;
    private TraceCollector _collector = TraceCollector.Disabled;
    private TraceRun _run = null!;
    private EnvironmentStep _event = null!;

    [Params(500, 6000)]
    public int Chars { get; set; }

    [Params("secrets", "none", "disabled")]
    public string Redaction { get; set; } = string.Empty;

    [GlobalSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("tracekit-benchmark-").FullName;
        _collector = new TraceCollector(new TraceKitOptions
        {
            Root = _folder,
            Enabled = Redaction != "disabled",
            Redaction = Redaction == "secrets" ? Secrets.Default : RedactionPolicy.None,
        });
        _run = _collector.StartRun(new RunDescriptor { Goal = "Measure" });
        const string Sentence = "The quick brown fox looked up order 1025 and found that the box was empty. ";
        _event = new EnvironmentStep { Observation = string.Concat(Enumerable.Repeat(Sentence, (Chars / Sentence.Length) + 1))[..Chars] };
    }

    [Benchmark]
    public long Emit() => _run.Emit(_event).Seq;

    [GlobalCleanup]
    public void Stop()
    {
        _run.Complete();
        _collector.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
