using Microsoft.Extensions.AI;
using PlanAndAct.Models;

namespace PlanAndAct.Tests;

/// <summary>The scripted model, in front of which somebody presses Ctrl+C at the n-th call.</summary>
internal sealed class StoppingChatClient(int calls, CancellationTokenSource stop) : IChatClient
{
    private readonly ScriptedChatClient _inner = new();
    private int _left = calls;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (--_left == 0)
        {
            await stop.CancelAsync();
        }

        return await _inner.GetResponseAsync(messages, options, cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => _inner.GetService(serviceType, serviceKey);

    public void Dispose() => _inner.Dispose();
}
