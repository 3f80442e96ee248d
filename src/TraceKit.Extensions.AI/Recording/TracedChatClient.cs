using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Records each call through it as an attempt. Requests and replies pass untouched, updates one by one and at once.</summary>
internal sealed class TracedChatClient(IChatClient inner, ITraceScope scope, ChatTracing tracing) : IChatClient
{
    private readonly ConcurrentDictionary<ModelAttempt, bool> _open = new();
    private readonly ChatClientMetadata? _metadata = Guard.Get(() => inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata, null);

    public IChatClient Inner => inner;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        IEnumerable<ChatMessage> sent = ReadOnce(messages);
        ModelAttempt attempt = Begin(sent, options);
        FlowScope.EnterRecordedCall();
        ChatResponse response;
        try
        {
            response = await inner.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            attempt.Fail(failure, cancellationToken);
            throw;
        }

        attempt.Complete(response);
        return response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IEnumerable<ChatMessage> sent = ReadOnce(messages);
        ModelAttempt attempt = Begin(sent, options);
        IAsyncEnumerator<ChatResponseUpdate>? updates = null;
        try
        {
            while (true)
            {
                ChatResponseUpdate update;
                FlowScope.EnterRecordedCall(); // each time: what an iterator sets is gone after it has yielded
                try
                {
                    attempt.Enter();
                    updates ??= inner.GetStreamingResponseAsync(sent, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
                    if (!await updates.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }

                    update = updates.Current;
                }
                catch (Exception failure)
                {
                    attempt.Fail(failure, cancellationToken);
                    throw;
                }

                attempt.Add(update);
                yield return update;
            }

            attempt.CompleteStream();
        }
        finally
        {
            attempt.Leave();
            if (updates is not null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);
    }

    /// <summary>Writes what is still open as abandoned. The client under it is the caller's and lives on.</summary>
    public void Dispose()
    {
        foreach (ModelAttempt attempt in _open.Keys)
        {
            attempt.Leave();
        }
    }

    /// <summary>Messages that can be read only once would be gone when the client reads them.</summary>
    private static IEnumerable<ChatMessage> ReadOnce(IEnumerable<ChatMessage> messages) =>
        messages is null or ICollection<ChatMessage> or IReadOnlyCollection<ChatMessage> ? messages! : [.. messages];

    private ModelAttempt Begin(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var attempt = new ModelAttempt(scope, tracing, Describe(messages, options), written => _open.TryRemove(written, out _));
        _open[attempt] = true;
        return attempt;
    }

    private LlmCall Describe(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        LlmRequest? request = Guard.Get(() => ChatTurns.Request(messages, options), null);
        return new LlmCall
        {
            Component = tracing.Component,
            Status = LlmCallStatus.Ok,
            Conversation = tracing.Conversation?.Name,
            Provider = _metadata?.ProviderName,
            Model = options?.ModelId ?? _metadata?.DefaultModelId,
            Attempt = tracing.Attempt,
            Prompt = tracing.Prompt,
            Request = request is not null && tracing.Conversation is { } conversation
                ? Guard.Get(() => conversation.Continue(scope, request), request)
                : request,
        };
    }
}
