using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Sft.Rows;

/// <summary>A turn of a conversation.</summary>
/// <param name="Event">The event that holds it.</param>
/// <param name="Message">Its message; null when an attempt brought no reply.</param>
/// <param name="Sent">Of a reply, what the model was sent; null when that was not recorded.</param>
internal sealed record Turn(RecordedEvent Event, RowMessage? Message, IReadOnlyList<ChatTurn>? Sent = null)
{
    /// <summary>Whether it holds what a row of text cannot say, such as an image: without it the reply would be to something else.</summary>
    public bool HasParts { get; init; }

    /// <summary>Whether it is a reply that could not be used: context when the agent went on from it, never trained.</summary>
    public bool IsFailedReply => Message is { Role: "assistant", IsTrained: false };
}
