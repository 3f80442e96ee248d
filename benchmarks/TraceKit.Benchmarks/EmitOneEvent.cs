using BenchmarkDotNet.Attributes;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Redaction;

namespace TraceKit.Benchmarks;

/// <summary>What does one event cost the agent, until it is in the operating system's hands?</summary>
/// <remarks>Each iteration writes a run of its own, so that the size of one file and the disk behind the page cache stay out of it.</remarks>
[MemoryDiagnoser]
[SimpleJob(invocationCount: Events, warmupCount: 5, iterationCount: 15)]
public class EmitOneEvent
{
    private const int Events = 16_384;

    private string _folder = string.Empty;
    private TraceCollector _collector = TraceCollector.Disabled;
    private TraceRun _run = null!;
    private EnvironmentStep _event = null!;

    [Params(600, 6000)]
    public int Chars { get; set; }

    [Params("none", "secrets", "all", "disabled")]
    public string Redaction { get; set; } = string.Empty;

    [GlobalSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("tracekit-benchmark-").FullName;
        _collector = new TraceCollector(new TraceKitOptions
        {
            Root = _folder,
            Enabled = Redaction != "disabled",
            Redaction = Redaction switch
            {
                "secrets" => Secrets.Default,
                "all" => Secrets.Default.With(PersonalData.Default.Rules),
                _ => RedactionPolicy.None,
            },
        });
        const string Sentence = "The quick brown fox looked up order 1025 and found that the box was empty. ";
        _event = new EnvironmentStep { Observation = string.Concat(Enumerable.Repeat(Sentence, (Chars / Sentence.Length) + 1))[..Chars] };
    }

    [IterationSetup]
    public void StartRun() => _run = _collector.StartRun(new RunDescriptor { Goal = "Measure" });

    [Benchmark]
    public long Emit() => _run.Emit(_event).Seq;

    [IterationCleanup]
    public void EndRun()
    {
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
