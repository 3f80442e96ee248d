using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Testing.Replay;

namespace TraceKit.Testing;

/// <summary>A chat client that answers with recorded replies: whole, streamed, malformed or failing, as they were. Safe for threads.</summary>
public sealed class ReplayChatClient : IChatClient
{
    private readonly ReplayTape _tape;

    private ReplayChatClient(IEnumerable<ReplayExchange> exchanges, ReplayOptions? options) => _tape = new ReplayTape([.. exchanges], options ?? new ReplayOptions());

    /// <summary>Number of recorded replies that nobody has asked for yet.</summary>
    public int Remaining => _tape.Remaining;

    /// <summary>Answers with the replies of a recorded run, one for each <c>llm_call</c>; a call that failed fails again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How. Default: in order, and strictly.</param>
    /// <param name="where">Which calls, such as those of one component. Default: all.</param>
    public static ReplayChatClient Of(RecordedRun run, ReplayOptions? options = null, Func<LlmCall, bool>? where = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ReplayChatClient(RunExchanges.Of(run, where ?? (static _ => true)), options);
    }

    /// <summary>Answers with recorded HTTP exchanges of the chat completions format: JSON, streams of server-sent events, errors.</summary>
    /// <param name="lines">
    /// JSON objects with <c>path</c>, <c>status</c>, <c>sse</c>, <c>request</c> (JSON) and <c>response</c> (JSON, or text as received).
    /// </param>
    /// <param name="options">How. Default: in order, and strictly.</param>
    /// <exception cref="ReplayException">A line is no exchange, or one of another format.</exception>
    public static ReplayChatClient OfCassette(IEnumerable<string> lines, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new ReplayChatClient(lines.Select(CassetteLine.Read), options);
    }

    /// <summary>Answers with texts, whatever is asked.</summary>
    /// <param name="replies">The texts, in order.</param>
    public static ReplayChatClient Replies(params IEnumerable<string> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        return new ReplayChatClient(replies.Select((text, index) => ReplayExchange.OfText($"reply {index + 1}", text)), options: null);
    }

    /// <summary>Checks that every recorded reply was asked for.</summary>
    /// <exception cref="ReplayException">Some were not.</exception>
    public void EnsureAllUsed()
    {
        if (Remaining > 0)
        {
            throw new ReplayException($"{Remaining} of {_tape.Count} recorded replies were never asked for; the next is {_tape.NextName}.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ReplayException">There is no recorded reply, or the prompt drifted.</exception>
    /// <exception cref="HttpRequestException">The recorded call failed.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReplayExchange exchange = _tape.Take(RequestText.Of(messages, options));
        ChatResponseUpdate[] updates = [.. exchange.Updates];
        await Task.Yield();
        return exchange.Failure is { } failure ? throw failure() : updates.ToChatResponse();
    }

    /// <inheritdoc/>
    /// <remarks>A recorded stream comes in its recorded pieces; a whole reply as one piece. A stream that failed gives what came, and fails then.</remarks>
    /// <exception cref="ReplayException">There is no recorded reply, or the prompt drifted.</exception>
    /// <exception cref="HttpRequestException">The recorded call failed.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ReplayExchange exchange = _tape.Take(RequestText.Of(messages, options));
        foreach (ChatResponseUpdate update in exchange.Updates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return update;
        }

        if (exchange.Failure is { } failure)
        {
            throw failure();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("replay", providerUri: null, _tape.Model)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
