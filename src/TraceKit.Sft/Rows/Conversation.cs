using TraceKit.Reading;

namespace TraceKit.Sft.Rows;

/// <summary>The turns that share a conversation.</summary>
internal sealed record Conversation(string Id)
{
    public List<Turn> Turns { get; } = [];
}

/// <summary>A turn; without a message when the attempt at it failed.</summary>
internal sealed record Turn(RecordedEvent Event, RowMessage? Message);
