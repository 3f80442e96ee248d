using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace OpenAIChat;

/// <summary>A real model behind the OpenAI chat completions format: OpenAI itself, or any server that speaks it.</summary>
public sealed class OpenAIChatClient : IChatClient
{
    private readonly ChatClient _client;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Makes a client.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="apiKey">The key; servers at home take any.</param>
    /// <param name="endpoint">Base address, such as <c>http://127.0.0.1:8080/v1</c>. Default: OpenAI's own.</param>
    public OpenAIChatClient(string model, string apiKey, Uri? endpoint = null)
    {
        // The agent retries itself, so that every attempt is an event; a silent retry would be lost to the trace.
        var options = new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };
        if (endpoint is not null)
        {
            options.Endpoint = endpoint;
        }

        _client = new ChatClient(model, new ApiKeyCredential(apiKey), options);
        _metadata = new ChatClientMetadata("openai", endpoint, model);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ClientResult<ChatCompletion> result = await _client.CompleteChatAsync(
            messages.SelectMany(OpenAIMessages.ToOpenAI), OpenAIMessages.ToOpenAI(options), cancellationToken);
        return OpenAIReplies.Read(result.Value);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = new OpenAIStream();
        await foreach (StreamingChatCompletionUpdate update in _client.CompleteChatStreamingAsync(
            messages.SelectMany(OpenAIMessages.ToOpenAI), OpenAIMessages.ToOpenAI(options), cancellationToken))
        {
            yield return stream.Read(update);
        }

        if (stream.Calls() is { } calls)
        {
            yield return calls;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? _metadata : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
