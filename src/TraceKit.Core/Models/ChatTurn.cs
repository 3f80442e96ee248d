namespace TraceKit.Models;

/// <summary>One turn of a conversation, in the shape that providers share.</summary>
public sealed record ChatTurn
{
    /// <summary><c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The text exactly as sent or received. Default: none, as in a turn that only calls tools.</summary>
    public string? Content { get; init; }

    /// <summary>Name of the speaker or, in a tool turn, of the tool. Default: none.</summary>
    public string? Name { get; init; }

    /// <summary>Calls that an assistant turn asks for, in order. Default: none.</summary>
    public IReadOnlyList<RequestedToolCall>? ToolCalls { get; init; }

    /// <summary>In a tool turn, the id of the call that it answers. Default: none.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Reasoning text that came apart from the content. Default: none.</summary>
    public string? Reasoning { get; init; }

    /// <summary>What the turn holds beside text and calls, such as images: described, not copied. Default: nothing.</summary>
    public IReadOnlyList<ContentPart>? Parts { get; init; }
}
