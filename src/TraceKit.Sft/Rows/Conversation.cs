namespace TraceKit.Sft.Rows;

/// <summary>The turns that share a conversation.</summary>
internal sealed record Conversation(string Id)
{
    public List<Turn> Turns { get; } = [];
}
