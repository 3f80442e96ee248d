using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TraceKit.Extensions.AI.Tests;

/// <summary>A client that says what a test wants it to say.</summary>
internal sealed class FakeClient : IChatClient
{
    public Func<IEnumerable<ChatMessage>, ChatResponse> Answer { get; init; } = _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello."));

    /// <summary>What it streams; an exception is thrown where it stands.</summary>
    public IReadOnlyList<object> Stream { get; init; } = [];

    /// <summary>Runs before each update.</summary>
    public Action BeforeUpdate { get; init; } = () => { };

    public int Requests { get; private set; }

    public int Disposals { get; private set; }

    public bool IsStreamDisposed { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Requests++;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Answer(messages));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Requests++;
        try
        {
            foreach (object next in Stream)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                BeforeUpdate();
                yield return next as ChatResponseUpdate ?? throw (Exception)next;
            }
        }
        finally
        {
            IsStreamDisposed = true;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("fake", providerUri: null, "fake-1") : null;

    public void Dispose() => Disposals++;

    public static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    public static ChatResponseUpdate End(string reason = "stop") => new() { Role = ChatRole.Assistant, FinishReason = new ChatFinishReason(reason) };

    public static ChatResponseUpdate Usage(long input, long output, string? response = null) =>
        new() { ResponseId = response, Contents = [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })] };
}
