using BenchmarkDotNet.Attributes;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;

namespace TraceKit.Benchmarks;

/// <summary>What does it cost to read a run of 1,000 events with every check: syntax, Unicode, checksums, seal, contracts?</summary>
[MemoryDiagnoser]
public class ReadOneRun
{
    private byte[] _file = [];

    [GlobalSetup]
    public void Write()
    {
        string folder = Directory.CreateTempSubdirectory("tracekit-benchmark-").FullName;
        using (var collector = new TraceCollector(new TraceKitOptions { Root = folder }))
        using (TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Measure" }))
        {
            for (int i = 0; i < 1000; i++)
            {
                run.Emit(new EnvironmentStep { Observation = new string('x', 400) });
            }

            run.Complete(success: true, SuccessSource.Environment);
            _file = File.ReadAllBytes(run.Path!);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Benchmark]
    public int Read() => RunFileReader.Read(_file, "run").Runs[0].Events.Count;
}
