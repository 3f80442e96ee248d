using System.Globalization;
using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Sft.Rows;

/// <summary>Makes one multi-turn row of each conversation: every assistant turn that was received and could be used is trained.</summary>
internal static class ChatRows
{
    /// <summary>Makes the row of a conversation, or says why there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="dropped">Takes the turns that are not in the row, and the candidate when there is none.</param>
    public static CandidateRow? Build(RecordedRun run, Conversation conversation, List<DroppedCandidate> dropped)
    {
        void DropTurns(IEnumerable<Turn> turns, string reason) =>
            dropped.AddRange(turns.Select(turn => new DroppedCandidate("turns", reason, run.RunId, turn.Event.Seq, RowKinds.Chat)));

        CandidateRow? Drop(IReadOnlyList<Turn> turns, string reason, string detail)
        {
            dropped.Add(new DroppedCandidate("candidates", reason, run.RunId, conversation.Turns[0].Event.Seq, RowKinds.Chat, detail));
            DropTurns(turns, reason);
            return null;
        }

        List<Turn> turns = [.. conversation.Turns.Where((_, index) => WasSeen(conversation.Turns, index))];
        DropTurns(conversation.Turns.Except(turns), "failed_attempt");
        int kept = LengthWithoutTail(turns);
        DropTurns(turns.Skip(kept), "after_last_reply");
        turns.RemoveRange(kept, turns.Count - kept);
        if (turns.Count == 0)
        {
            return Drop(turns, "no_reply", $"conversation '{conversation.Id}' has no assistant turn");
        }

        if (turns.Find(turn => turn.HasParts) is { } withParts)
        {
            return Drop(turns, "not_text", string.Create(CultureInfo.InvariantCulture, $"#{withParts.Event.Seq}: the turn holds more than text"));
        }

        return Difference(turns) is { } difference
            ? Drop(turns, "history_differs", difference)
            : new CandidateRow
            {
                Kind = RowKinds.Chat,
                Run = run,
                Events = [.. turns.Select(turn => turn.Event)],
                Messages = [.. turns.Select(turn => turn.Message!)],
                Tools = run.Header.Tools,
            };
    }

    /// <summary>
    /// Whether a turn is part of what the model saw later. A reply that could not be used is, when the agent answered to it; when the
    /// model was simply asked once more, it is not.
    /// </summary>
    private static bool WasSeen(List<Turn> turns, int index)
    {
        Turn turn = turns[index];
        return turn.Message is not null
            && !(turn.IsFailedReply && (index + 1 == turns.Count || turns[index + 1].Event.Type == LlmCall.EventType.Name));
    }

    /// <summary>A row ends with the last trained turn and the results of its calls: what was said after it trains nothing.</summary>
    private static int LengthWithoutTail(List<Turn> turns)
    {
        int last = turns.FindLastIndex(turn => turn.Message!.IsTrained);
        int end = last + 1;
        while (last >= 0 && end < turns.Count && turns[end].Message!.Role == "tool")
        {
            end++;
        }

        return end;
    }

    /// <summary>Where a request was recorded, what the model was sent must be what the row says before the reply.</summary>
    private static string? Difference(List<Turn> turns)
    {
        for (int i = 0; i < turns.Count; i++)
        {
            if (turns[i].Sent is { } sent && (sent.Count != i || !sent.Zip(turns).All(pair => Same(pair.First, pair.Second.Message!))))
            {
                return string.Create(CultureInfo.InvariantCulture, $"#{turns[i].Event.Seq}: the model was sent {sent.Count} messages that are not the {i} turns before this reply");
            }
        }

        return null;
    }

    private static bool Same(ChatTurn sent, RowMessage message) =>
        sent.Role == message.Role
        && (sent.Content ?? string.Empty) == (message.Content ?? string.Empty)
        && (sent.ToolCalls ?? []).Select(call => (call.Name, call.Arguments)).SequenceEqual(message.ToolCalls.Select(call => (call.Call.Name, call.Call.Arguments)));
}
