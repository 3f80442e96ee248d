using Microsoft.Extensions.AI;
using PlanAndAct.Models;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Extensions.AI;
using TraceKit.ModelOutput;
using TraceKit.Models;

namespace PlanAndAct.Agent;

/// <summary>The model behind one role. Asks until the reply is an answer, and lets every attempt leave its event.</summary>
internal sealed class RoleModel(ModelAttempt attempt, PromptTemplate prompt)
{
    private const int MaxAttempts = 3;

    public PromptTemplate Prompt => prompt;

    /// <summary>Asks within a decision.</summary>
    /// <returns>The answer, or null when no reply could be read; then the decision is closed.</returns>
    public async Task<ModelAnswer<TOutput>?> AskAsync<TInput, TOutput>(
        Decision<TInput, TOutput> decision, Conversation conversation, Func<TOutput, string?> problemOf, CancellationToken cancellationToken)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : class, ITraceEvent<TOutput>
    {
        ModelOutputFailure? failure = null;
        for (int number = 1; number <= MaxAttempts; number++)
        {
            ChatMessage? reply = await attempt.RunAsync(
                decision, new AttemptRequest(prompt, conversation, number, IsLast: number == MaxAttempts), text => Read(text, problemOf), cancellationToken);
            if (reply is null)
            {
                continue;
            }

            conversation.Add(reply);
            FunctionCallContent[] calls = [.. reply.Contents.OfType<FunctionCallContent>()];
            if (calls.Length > 0)
            {
                return new ModelAnswer<TOutput>(calls, Output: null);
            }

            if (Accept(decision, reply.Text, problemOf, out failure) is { } output)
            {
                return new ModelAnswer<TOutput>([], output);
            }

            conversation.Say(ChatRole.User, $"Your reply could not be used: {failure.Message} Answer again, in the form that was asked for.");
        }

        decision.Fail(new ModelOutputException(failure ?? new ModelOutputFailure(ParseFailureKind.NoJson, Path: null, "There was no reply.")));
        return null;
    }

    private static ReplyReading Read<TOutput>(string reply, Func<TOutput, string?> problemOf)
        where TOutput : class, ITraceEvent<TOutput> =>
        ModelOutputParser.TryParse(reply, TOutput.EventType.Json, out TOutput? output, out _, out _) && problemOf(output) is null
            ? new ReplyReading(LlmCallStatus.Ok, ReadableJson.ElementOrNull(ReadableJson.Of(output, TOutput.EventType.Json)))
            : new ReplyReading(LlmCallStatus.ParseError, Parsed: null);

    /// <summary>Takes a reply as the answer, or leaves a <c>parse_failure</c> that says why not.</summary>
    private static TOutput? Accept<TInput, TOutput>(
        Decision<TInput, TOutput> decision, string reply, Func<TOutput, string?> problemOf, out ModelOutputFailure failure)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : class, ITraceEvent<TOutput>
    {
        if (!decision.TryParse(reply, out TOutput? output, out ModelOutputFailure? unread))
        {
            failure = unread;
            return null;
        }

        failure = new ModelOutputFailure(ParseFailureKind.SchemaError, "$", problemOf(output) ?? string.Empty);
        if (failure.Message.Length == 0)
        {
            return output;
        }

        decision.Emit(new ParseFailure { Kind = failure.Kind, Expected = TOutput.EventType.Name, Path = failure.Path, Message = failure.Message });
        return null;
    }
}
