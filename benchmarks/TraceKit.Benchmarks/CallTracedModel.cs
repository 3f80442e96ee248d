using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using TraceKit.Collection;

namespace TraceKit.Benchmarks;

/// <summary>What does recording add to a call of a model, whole or streamed, over a client that answers at once?</summary>
[MemoryDiagnoser]
[SimpleJob(invocationCount: Calls, warmupCount: 3, iterationCount: 15)]
public class CallTracedModel
{
    private const int Calls = 512;

    private const string Sentence = "The quick brown fox looked up order 1025 and found that the box was empty. ";

    private readonly ChatMessage[] _messages = [new(ChatRole.System, "You are a helpful assistant."), new(ChatRole.User, string.Concat(Enumerable.Repeat(Sentence, 27)))];
    private string _folder = string.Empty;
    private TraceCollector _collector = TraceCollector.Disabled;
    private TraceRun? _run;
    private ReadyClient _bare = new(1);
    private IChatClient _client = new ReadyClient(1);

    [Params(1, 1000)]
    public int Updates { get; set; }

    [Params(false, true)]
    public bool Traced { get; set; }

    [GlobalSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("tracekit-benchmark-").FullName;
        _collector = new TraceCollector(new TraceKitOptions { Root = _folder });
        _bare = new ReadyClient(Updates);
    }

    [IterationSetup]
    public void StartRun()
    {
        _run = _collector.StartRun(new RunDescriptor { Goal = "Measure" });
        _client = Traced ? _bare.WithTracing(_run) : _bare;
    }

    [Benchmark]
    public Task<ChatResponse> Whole() => _client.GetResponseAsync(_messages);

    [Benchmark]
    public async Task<int> Streamed()
    {
        int count = 0;
        await foreach (ChatResponseUpdate update in _client.GetStreamingResponseAsync(_messages))
        {
            count += update.Contents.Count;
        }

        return count;
    }

    [IterationCleanup]
    public void EndRun()
    {
        _run!.Complete();
        File.Delete(_run.Path!);
    }

    [GlobalCleanup]
    public void Stop()
    {
        _collector.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Answers at once, with the same objects every time.</summary>
    private sealed class ReadyClient : IChatClient
    {
        private readonly ChatResponse _response;
        private readonly ChatResponseUpdate[] _updates;

        public ReadyClient(int updates)
        {
            string[] words = [.. Enumerable.Range(0, updates).Select(number => $"word{number % 10} ")];
            _response = new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Concat(words))) { FinishReason = ChatFinishReason.Stop };
            _updates = [.. words.Select(word => new ChatResponseUpdate(ChatRole.Assistant, word)), new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop }];
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(_response);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            foreach (ChatResponseUpdate update in _updates)
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
