using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Tools;

namespace TraceKit.Sft.Rows;

/// <summary>Gathers the turns of a run by conversation, in the order of the events.</summary>
internal static class Conversations
{
    /// <summary>The conversations of a run, in the order of their first turns.</summary>
    public static IReadOnlyList<Conversation> In(RecordedRun run)
    {
        var conversations = new Dictionary<string, Conversation>(StringComparer.Ordinal);
        var conversationOfCall = new Dictionary<long, string>();
        HashSet<(long Decision, int Attempt)> failed = [.. run.Events.Select(FailedAttempt).OfType<(long, int)>()];
        foreach (RecordedEvent recorded in run.Events)
        {
            if (recorded.TryRead<ToolCall>() is { Conversation: { } called })
            {
                conversationOfCall[recorded.Seq] = called;
            }
            else if (recorded.TryRead<ToolNotFound>() is { Conversation: { } missing })
            {
                conversationOfCall[recorded.Seq] = missing;
            }

            if (TurnOf(recorded, conversationOfCall, failed) is var (id, turn))
            {
                if (!conversations.TryGetValue(id, out Conversation? conversation))
                {
                    conversations[id] = conversation = new Conversation(id);
                }

                conversation.Turns.Add(turn);
            }
        }

        return [.. conversations.Values];
    }

    private static (string Conversation, Turn Turn)? TurnOf(
        RecordedEvent recorded, Dictionary<long, string> conversationOfCall, HashSet<(long Decision, int Attempt)> failed)
    {
        if (recorded.TryRead<Message>() is { } message)
        {
            return (message.Conversation, new Turn(recorded, new RowMessage
            {
                Role = message.Role,
                Content = message.Content,
                ContentSource = TextSource.Identity(recorded.Seq, "/data/content"),
                Name = message.Name,
            }) { HasParts = message.Parts is not null });
        }

        if (recorded.TryRead<LlmCall>() is { Conversation: { } id } call)
        {
            RowMessage? said = call is { Status: LlmCallStatus.Ok or LlmCallStatus.ParseError, Reply: { } reply }
                ? Reply(recorded.Seq, reply) with { IsTrained = call.Status == LlmCallStatus.Ok && !(recorded.Decision is { } decision && failed.Contains((decision, call.Attempt))) }
                : null;
            return (id, new Turn(recorded, said, call.Request?.Messages) { HasParts = said is not null && call.Reply?.Parts is not null });
        }

        if (recorded.TryRead<ToolResult>() is { } result
            && recorded.Answers is { } answered
            && conversationOfCall.TryGetValue(answered, out string? of))
        {
            return (of, new Turn(recorded, new RowMessage
            {
                Role = "tool",
                Content = result.Content,
                ContentSource = TextSource.Identity(recorded.Seq, "/data/content"),
                Name = result.Name,
                ToolCallId = result.CallId,
            }));
        }

        return null;
    }

    /// <summary>The attempt whose reply could not be read as the answer of its decision, whatever its call says of itself.</summary>
    private static (long Decision, int Attempt)? FailedAttempt(RecordedEvent recorded) =>
        recorded is { Decision: { } decision } && recorded.TryRead<ParseFailure>() is { Attempt: { } attempt } ? (decision, attempt) : null;

    private static RowMessage Reply(long seq, ChatTurn reply) => new()
    {
        Role = "assistant",
        Content = reply.Content,
        ContentSource = TextSource.Identity(seq, "/data/reply/content"),
        ToolCalls = RowCalls.From(reply.ToolCalls, seq, "/data/reply/tool_calls"),
    };
}
