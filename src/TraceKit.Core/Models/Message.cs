using TraceKit.Contract;

namespace TraceKit.Models;

/// <summary>A turn that entered a conversation without being a recorded reply: system prompt, user, simulated user.</summary>
public sealed record Message : ITraceEvent<Message>
{
    /// <inheritdoc/>
    public static TraceEventType<Message> EventType { get; } = new("message", 1, EventsJson.Default.Message);

    /// <summary>The conversation that the turn belongs to.</summary>
    public required string Conversation { get; init; }

    /// <summary><c>system</c>, <c>developer</c>, <c>user</c> or <c>assistant</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The text exactly as sent.</summary>
    public required string Content { get; init; }

    /// <summary>Name of the speaker. Default: none.</summary>
    public string? Name { get; init; }

    /// <summary>What the turn holds beside text, such as images: described, not copied. Default: nothing.</summary>
    public IReadOnlyList<ContentPart>? Parts { get; init; }
}
