using TraceKit.Reading;

namespace TraceKit.Sft.Rows;

/// <summary>Makes one multi-turn row of each conversation: every assistant turn that was received is trained.</summary>
internal static class ChatRows
{
    /// <summary>Makes the row of a conversation, or says why there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="dropped">Takes the turns that are not in the row, and the candidate when there is none.</param>
    public static CandidateRow? Build(RecordedRun run, Conversation conversation, List<DroppedCandidate> dropped)
    {
        List<Turn> turns = [];
        foreach (Turn turn in conversation.Turns)
        {
            if (turn.Message is null)
            {
                dropped.Add(new DroppedCandidate("turns", "failed_attempt", run.RunId, turn.Event.Seq, RowKinds.Chat));
            }
            else
            {
                turns.Add(turn);
            }
        }

        int kept = LengthWithoutTail(turns);
        foreach (Turn tail in turns.Skip(kept))
        {
            dropped.Add(new DroppedCandidate("turns", "after_last_reply", run.RunId, tail.Event.Seq, RowKinds.Chat));
        }

        turns.RemoveRange(kept, turns.Count - kept);
        if (turns.Count == 0)
        {
            dropped.Add(new DroppedCandidate("candidates", "no_reply", run.RunId, conversation.Turns[0].Event.Seq, RowKinds.Chat, $"conversation '{conversation.Id}' has no assistant turn"));
            return null;
        }

        return new CandidateRow
        {
            Kind = RowKinds.Chat,
            Run = run,
            Events = [.. turns.Select(turn => turn.Event)],
            Messages = [.. turns.Select(turn => turn.Message!)],
            Tools = run.Header.Tools,
        };
    }

    /// <summary>A row ends with the last assistant turn and the results of its calls: what a user said after it trains nothing.</summary>
    private static int LengthWithoutTail(List<Turn> turns)
    {
        int last = turns.FindLastIndex(turn => turn.Message!.Role == "assistant");
        int end = last + 1;
        while (last >= 0 && end < turns.Count && turns[end].Message!.Role == "tool")
        {
            end++;
        }

        return end;
    }
}
