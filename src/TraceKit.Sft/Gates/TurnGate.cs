namespace TraceKit.Sft.Gates;

/// <summary>FMT-02: the turns follow the grammar that templates are written for.</summary>
internal sealed class TurnGate : IRowGate
{
    /// <summary>An assistant turn that waits for results; what may follow it is TOOL-04's question.</summary>
    private const string Calling = "assistant with calls";

    public string Id => "FMT-02";

    public string Title => "order of roles";

    public bool Applies(RowView row) => row.Messages.Count > 0;

    public IEnumerable<RowProblem> Problems(RowView row)
    {
        IReadOnlyList<MessageView> messages = row.Messages;
        string? previous = null;
        for (int i = 0; i < messages.Count; i++)
        {
            string? role = messages[i].Role;
            if (Wrong(role, previous, i) is { } problem)
            {
                yield return new RowProblem(messages[i].Pointer, problem);
            }

            previous = messages[i].Calls.Count > 0 ? Calling : role;
        }

        if (messages.All(message => message.Role != "assistant"))
        {
            yield return new RowProblem(string.Empty, "no assistant turn: there is nothing to train");
        }
        else if (messages[^1].Role is not ("assistant" or "tool"))
        {
            yield return new RowProblem(messages[^1].Pointer, $"the last turn is {messages[^1].Role}: it ends with the assistant or with the results of its calls");
        }
    }

    private static string? Wrong(string? role, string? previous, int index) => (role, previous) switch
    {
        ("system" or "developer", not null) when index > 0 && previous is not ("system" or "developer") => "a system turn stands only at the start",
        ("assistant", null or "system" or "developer") => "a conversation starts with the user",
        ("assistant", "assistant") => "two assistant turns follow each other",
        ("tool", not (Calling or "tool")) => "a tool result follows the assistant turn that asked for it",
        _ => null,
    };
}
