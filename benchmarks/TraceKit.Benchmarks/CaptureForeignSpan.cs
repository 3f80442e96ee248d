using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using TraceKit.Collection;

namespace TraceKit.Benchmarks;

/// <summary>What does the capture of a foreign chat cost the agent that makes it? The chat is an activity of 10 tags with 6 KB of content.</summary>
/// <remarks>
/// <c>listened</c> is the chat with a listener of the user's that does nothing, as with any tracing; <c>captured</c> is the same with TraceKit's capture
/// beside it, so that the difference is what the capture adds. Reading and writing happen on another thread, whose work an iteration waits for
/// outside of what is measured.
/// </remarks>
[MemoryDiagnoser]
[SimpleJob(invocationCount: Spans, warmupCount: 5, iterationCount: 40)]
public class CaptureForeignSpan
{
    private const int Spans = 256;

    private readonly string _input = Message("user");
    private readonly string _output = Message("assistant");
    private ActivitySource _source = null!;
    private ActivityListener? _listener;
    private ServiceProvider? _services;
    private TraceRun? _run;
    private string _folder = string.Empty;

    [Params("nobody", "listened", "captured")]
    public string Who { get; set; } = string.Empty;

    [GlobalSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("tracekit-benchmark-").FullName;
        _source = new ActivitySource("Experimental.Microsoft.Extensions.AI");
        if (Who != "nobody")
        {
            _listener = new ActivityListener { ShouldListenTo = source => source == _source, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
            ActivitySource.AddActivityListener(_listener);
        }

        if (Who == "captured")
        {
            var services = new ServiceCollection();
            services.AddTraceKit(traces => traces.WriteTo(_folder).CaptureGenAiActivities(capture =>
            {
                capture.EndWait = TimeSpan.FromMinutes(1);
                capture.MaxWaitingChars = 1024 * 1024 * 1024;
            }));
            _services = services.BuildServiceProvider();
        }
    }

    [IterationSetup]
    public void StartRun() => _run = _services?.GetRequiredService<TraceCollector>().StartRun(new RunDescriptor { Goal = "Measure" });

    [Benchmark]
    public void Chat()
    {
        using Activity? chat = _source.StartActivity("chat gpt-4o", ActivityKind.Client);
        chat?.AddTag("gen_ai.operation.name", "chat").AddTag("gen_ai.request.model", "gpt-4o").AddTag("gen_ai.provider.name", "openai").AddTag("server.address", "api.openai.com")
            .AddTag("gen_ai.input.messages", _input).AddTag("gen_ai.output.messages", _output).AddTag("gen_ai.response.finish_reasons", "[\"stop\"]").AddTag("gen_ai.response.model", "gpt-4o")
            .AddTag("gen_ai.usage.input_tokens", 700).AddTag("gen_ai.usage.output_tokens", 650);
    }

    [IterationCleanup]
    public void EndRun()
    {
        _run?.Complete();
        if (_run?.Path is { } file)
        {
            File.Delete(file);
        }
    }

    [GlobalCleanup]
    public void Stop()
    {
        _services?.Dispose();
        _listener?.Dispose();
        _source.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Message(string role) =>
        $$"""[{"role":"{{role}}","parts":[{"type":"text","content":"{{string.Concat(Enumerable.Repeat("The quick brown fox looked up order 1025. ", 72))[..2_930]}}"}]}]""";
}
