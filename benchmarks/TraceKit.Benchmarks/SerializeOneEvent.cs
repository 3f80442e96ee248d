using BenchmarkDotNet.Attributes;
using TraceKit.Agents;
using TraceKit.RunFiles;

namespace TraceKit.Benchmarks;

/// <summary>What does the generated writer save, beside the JSON serializer? Same event, same bytes, same buffer.</summary>
[MemoryDiagnoser]
public class SerializeOneEvent
{
    private readonly EventEnvelope _envelope = new() { Type = "environment_step", Version = 1, Step = 3, Role = "environment", ParentSpanId = "00f067aa0ba902b7" };
    private EnvironmentStep _event = null!;

    [Params(260, 5250)]
    public int Chars { get; set; }

    [GlobalSetup]
    public void Start()
    {
        const string Text = "The quick brown fox looked up order 1025.\n{\"order\":\"W1025\",\"status\":\"shipped\",\"note\":\"left at the door\"}\n";
        _event = new EnvironmentStep { Observation = string.Concat(Enumerable.Repeat(Text, (Chars / Text.Length) + 1))[..Chars], Notes = ["status 200"] };
    }

    [Benchmark(Baseline = true)]
    public int Serializer()
    {
        using EventBuffer buffer = EventBuffer.Rent();
        buffer.Write(_envelope, _event, EnvironmentStep.EventType.Json);
        return buffer.Object.WrittenCount;
    }

    [Benchmark]
    public int Generated()
    {
        using EventBuffer buffer = EventBuffer.Rent();
        return buffer.TryWrite(_envelope, _event, EnvironmentStep.EventType.Direct!) ? buffer.Object.WrittenCount : throw new InvalidOperationException("There is no writer.");
    }
}
