using System.Diagnostics;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;

namespace PlanAndAct.Agent;

/// <summary>Calls a model once and writes the <c>llm_call</c> of it: what was sent, what came back, how long it took.</summary>
internal sealed class ModelAttempt(IChatClient client, ChatOptions options, TimeSpan retryDelay)
{
    private readonly ChatClientMetadata? _metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

    /// <summary>Runs one attempt.</summary>
    /// <returns>The reply, or null when the provider failed and another attempt is due.</returns>
    public async Task<ChatMessage?> RunAsync<TInput, TOutput>(
        Decision<TInput, TOutput> decision, AttemptRequest request, Func<string, ReplyReading> read, CancellationToken cancellationToken)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        LlmCall call = Describe(request);
        long start = Stopwatch.GetTimestamp();
        try
        {
            ChatResponse response = await client.GetResponseAsync(request.Conversation.Messages, options, cancellationToken);
            ChatMessage reply = response.Messages[^1];
            bool callsTools = reply.Contents.OfType<FunctionCallContent>().Any();
            ReplyReading reading = callsTools ? new ReplyReading(LlmCallStatus.Ok, Parsed: null) : read(reply.Text);
            decision.Emit(Complete(call, response, reading) with { LatencyMs = MillisecondsSince(start) });
            return reply;
        }
        catch (Exception failure)
        {
            bool isCancelled = cancellationToken.IsCancellationRequested;
            decision.Emit(call with
            {
                Status = isCancelled ? LlmCallStatus.Interrupted : LlmCallStatus.ApiError,
                Error = ErrorDetail.From(failure),
                LatencyMs = MillisecondsSince(start),
            });
            if (isCancelled || request.IsLast)
            {
                decision.Fail(failure);
                throw;
            }
        }

        await Task.Delay(retryDelay * request.Number, cancellationToken);
        return null;
    }

    private LlmCall Describe(AttemptRequest request) => new()
    {
        Component = request.Prompt.Name,
        Status = LlmCallStatus.Ok,
        Conversation = request.Conversation.Name,
        Provider = _metadata?.ProviderName,
        Model = options.ModelId ?? _metadata?.DefaultModelId,
        Attempt = request.Number,
        Prompt = request.Prompt.Reference,
        Request = new LlmRequest
        {
            Messages = ChatTurns.Of(request.Conversation.Messages),
            Temperature = options.Temperature,
            Seed = options.Seed,
            ResponseFormat = options.ResponseFormat is ChatResponseFormatJson ? "json_object" : null,
        },
    };

    private static LlmCall Complete(LlmCall call, ChatResponse response, ReplyReading reading) => call with
    {
        Status = reading.Status,
        Parsed = reading.Parsed,
        Reply = ChatTurns.Of(response.Messages[^1]),
        FinishReason = response.FinishReason?.Value,
        ResponseModel = response.ModelId,
        ResponseId = response.ResponseId,
        Usage = response.Usage is { } usage
            ? new TokenUsage
            {
                InputTokens = usage.InputTokenCount,
                OutputTokens = usage.OutputTokenCount,
                CachedInputTokens = usage.CachedInputTokenCount,
                ReasoningTokens = usage.ReasoningTokenCount,
            }
            : null,
    };

    private static double MillisecondsSince(long start) => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3);
}
