namespace TraceKit.Sft.Gates;

/// <summary>FMT-06: no turn says nothing. A model that is trained on an empty question learns to answer without one.</summary>
internal sealed class EmptyTurnGate : IRowGate
{
    public string Id => "FMT-06";

    public string Title => "no empty turns";

    public bool Applies(RowView row) => row.Messages.Count > 0;

    public IEnumerable<RowProblem> Problems(RowView row) =>
        row.Messages
            .Where(message => message.Calls.Count == 0 && message.Role is "user" or "assistant" or "system" && message.Content is { } content && SaysNothing(content))
            .Select(message => new RowProblem(message.Pointer + "/content", $"the {message.Role} turn says nothing ('{message.Content!.Trim()}')"));

    private static bool SaysNothing(string content) => content.AsSpan().Trim() is "" or "{}" or "[]" or "null";
}
