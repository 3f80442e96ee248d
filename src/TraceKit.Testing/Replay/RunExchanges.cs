using System.Net;
using Microsoft.Extensions.AI;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Testing.Replay;

/// <summary>The model calls of a run, to be given again.</summary>
internal static class RunExchanges
{
    public static IEnumerable<ReplayExchange> Of(RecordedRun run, Func<LlmCall, bool> where) =>
        from recorded in run.Events
        let call = recorded.TryRead<LlmCall>()
        where call is not null && @where(call)
        select new ReplayExchange(recorded.Address.ToString(), call.Request is { } request ? RequestText.Of(request) : null, ReplayExchange.Fresh(() => Updates(call)))
        {
            Failure = call.Status is LlmCallStatus.Ok or LlmCallStatus.ParseError ? null : () => Failed(call),
            Model = call.Model,
        };

    private static IEnumerable<ChatResponseUpdate> Updates(LlmCall call)
    {
        IReadOnlyList<ChatTurn> turns = call.Turns ?? (call.Reply is { } reply ? [reply] : []);
        for (int i = 0; i < turns.Count; i++)
        {
            bool isLast = i == turns.Count - 1;
            yield return new ChatResponseUpdate(new ChatRole(turns[i].Role), [.. Contents(turns[i]), .. isLast ? Usage(call.Usage) : []])
            {
                MessageId = turns.Count > 1 ? $"turn-{i + 1}" : null,
                ResponseId = call.ResponseId,
                ModelId = call.ResponseModel ?? call.Model,
                FinishReason = isLast && call.FinishReason is { } reason ? new ChatFinishReason(reason) : null,
            };
        }
    }

    private static IEnumerable<AIContent> Contents(ChatTurn turn)
    {
        if (turn.Reasoning is { } reasoning)
        {
            yield return new TextReasoningContent(reasoning);
        }

        if (turn.ToolCallId is { } answered)
        {
            yield return new FunctionResultContent(answered, turn.Content);
        }
        else if (turn.Content is { } text)
        {
            yield return new TextContent(text);
        }

        foreach (RequestedToolCall call in turn.ToolCalls ?? [])
        {
            yield return ReplayedCall.Of(call.Id, call.Name, call.Arguments);
        }
    }

    private static AIContent[] Usage(TokenUsage? usage) => usage is null
        ? []
        :
        [
            new UsageContent(new UsageDetails
            {
                InputTokenCount = usage.InputTokens,
                OutputTokenCount = usage.OutputTokens,
                CachedInputTokenCount = usage.CachedInputTokens,
                ReasoningTokenCount = usage.ReasoningTokens,
            }),
        ];

    private static Exception Failed(LlmCall call)
    {
        ErrorDetail? error = call.Error;
        string message = error?.Message ?? error?.Type ?? $"The recorded call ended as {call.Status}.";
        return error?.StatusCode is { } status ? new HttpRequestException(message, inner: null, (HttpStatusCode)status)
            : call.Status == LlmCallStatus.Interrupted ? new IOException(message)
            : call.Status == LlmCallStatus.Error ? new InvalidOperationException(message)
            : new HttpRequestException(message);
    }
}
