using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Extensions.AI;

namespace PlanAndAct.Agent;

/// <summary>Calls a model once, through a client that writes the <c>llm_call</c> of it.</summary>
internal sealed class ModelAttempt(IChatClient client, ChatOptions options, TimeSpan retryDelay)
{
    /// <summary>Runs one attempt.</summary>
    /// <returns>The reply, or null when the provider failed and another attempt is due.</returns>
    public async Task<ChatMessage?> RunAsync<TInput, TOutput>(
        Decision<TInput, TOutput> decision, AttemptRequest request, Func<string, ReplyReading> read, CancellationToken cancellationToken)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        IChatClient traced = client.WithTracing(decision, new ChatTracing
        {
            Component = request.Prompt.Name,
            Conversation = request.Conversation.Trace,
            Attempt = request.Number,
            Prompt = request.Prompt.Reference,
            Read = read,
        });
        try
        {
            ChatResponse response = await traced.GetResponseAsync(request.Conversation.Messages, options, cancellationToken);
            return response.Messages[^1];
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested || request.IsLast)
        {
            decision.Fail(failure);
            throw;
        }
        catch (Exception)
        {
            await Task.Delay(retryDelay * request.Number, cancellationToken);
            return null;
        }
    }
}
