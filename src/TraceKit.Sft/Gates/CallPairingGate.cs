using System.Text.Json;

namespace TraceKit.Sft.Gates;

/// <summary>TOOL-04: every call is answered exactly once, in order, and every result answers a call.</summary>
internal sealed class CallPairingGate : IRowGate
{
    public string Id => "TOOL-04";

    public string Title => "calls and results pair up";

    public bool Applies(RowView row) => row.Messages.Any(message => message.Calls.Count > 0 || message.Role == "tool");

    public IEnumerable<RowProblem> Problems(RowView row)
    {
        var open = new List<CallView>();
        bool parallel = !(row.Root.TryGetProperty("parallel_tool_calls", out JsonElement flag) && flag.ValueKind == JsonValueKind.False);
        foreach (MessageView message in row.Messages)
        {
            if (message.Role == "tool")
            {
                if (Answer(open, message) is { } problem)
                {
                    yield return problem;
                }

                continue;
            }

            foreach (CallView unanswered in open)
            {
                yield return new RowProblem(unanswered.Pointer, $"the call '{unanswered.Id}' of '{unanswered.Name}' is not answered before the next turn");
            }

            open = [.. message.Calls];
            foreach (IGrouping<string?, CallView> same in open.GroupBy(call => call.Id).Where(group => group.Key is null || group.Count() > 1))
            {
                yield return new RowProblem(same.First().Pointer, same.Key is null ? "the call has no id" : $"two calls of one turn have the id '{same.Key}'");
            }

            if (!parallel && open.Count > 1)
            {
                yield return new RowProblem(message.Pointer, "the row says parallel_tool_calls: false, and this turn calls several tools");
            }
        }

        foreach (CallView unanswered in open)
        {
            yield return new RowProblem(unanswered.Pointer, $"the call '{unanswered.Id}' of '{unanswered.Name}' is never answered");
        }
    }

    private static RowProblem? Answer(List<CallView> open, MessageView result)
    {
        int index = open.FindIndex(call => call.Id is not null && call.Id == result.ToolCallId);
        if (index < 0)
        {
            return new RowProblem(result.Pointer, $"the result '{result.ToolCallId}' answers no open call");
        }

        open.RemoveAt(index);
        return index == 0 ? null : new RowProblem(result.Pointer, $"the result '{result.ToolCallId}' comes before that of an earlier call of the same turn");
    }
}
