using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using RuleLearner.Rules;
using TraceKit.Contract;
using TraceKit.Learning;
using TraceKit.ModelOutput;
using TraceKit.Models;

namespace RuleLearner.Models;

/// <summary>Asks the model for rules, and records each call in the run: prompts go there, never into the story.</summary>
internal sealed class RuleModel(IChatClient model, LearningTrace trace)
{
    private const string System = """
        You write rules that say of which class a short text is. A rule is a regular expression of .NET without look-around and without
        back references; case does not matter. Each of my messages is one JSON object; answer with one JSON object and nothing else.
        task synthesis, patch: {"rules":[{"name":"...","pattern":"...","label":"...","priority":1 to 10}],"deleted":["name of a rule that does harm"]}.
          A rule with the name of another replaces it.
        task audit: {"actions":[{"action":"merge" or "remove" or "tighten","rule_ids":["..."],"name":"of the merged rule","pattern":"..."}]}
        task critique: {"rules":["names of doubtful rules"],"guidance":"one sentence"}
        task guide: {"focus_classes":["..."],"guidance":"one sentence","should_continue":true or false}
        """;

    private readonly string? _name = (model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;

    /// <summary>Asks once.</summary>
    /// <returns>The answer, or null when it cannot be read; and the <c>seq</c> of the call, for the fact that comes of it.</returns>
    public async Task<(TReply? Reply, IReadOnlyList<long> Calls)> AskAsync<TReply>(Question question, JsonTypeInfo<TReply> contract, CancellationToken cancellationToken)
        where TReply : class
    {
        string prompt = JsonSerializer.Serialize(question, DraftJson.Readable.Question);
        long started = trace.Run.Time.GetTimestamp();
        string? text = null;
        TReply? reply = null;
        ErrorDetail? error = null;
        try
        {
            ChatResponse response = await model.GetResponseAsync(
                [new ChatMessage(ChatRole.System, System), new ChatMessage(ChatRole.User, prompt)], new ChatOptions { ResponseFormat = ChatResponseFormat.Json }, cancellationToken);
            text = response.Text;
            ModelOutputParser.TryParse(text, contract, out reply, out _, out _);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            error = ErrorDetail.From(failure);
        }

        return (reply, Record(question.Task, prompt, text, reply is not null, error, trace.Run.Time.GetElapsedTime(started)));
    }

    private IReadOnlyList<long> Record(string task, string prompt, string? text, bool isRead, ErrorDetail? error, TimeSpan took)
    {
        if (!trace.Run.IsRecording)
        {
            return [];
        }

        long seq = trace.Call(new LlmCall
        {
            Component = task,
            Status = error is not null ? LlmCallStatus.Error : isRead ? LlmCallStatus.Ok : LlmCallStatus.ParseError,
            Model = _name,
            Request = new LlmRequest
            {
                Messages = [new ChatTurn { Role = "system", Content = System }, new ChatTurn { Role = "user", Content = prompt }],
                ResponseFormat = "json_object",
            },
            Reply = text is null ? null : new ChatTurn { Role = "assistant", Content = text },
            LatencyMs = took.TotalMilliseconds,
            Error = error,
        }).Seq;
        return seq >= 0 ? [seq] : [];
    }
}
