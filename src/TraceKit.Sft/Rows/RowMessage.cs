namespace TraceKit.Sft.Rows;

/// <summary>One message of a row, and where its parts came from.</summary>
internal sealed record RowMessage
{
    public required string Role { get; init; }

    public required string? Content { get; init; }

    public required TextSource ContentSource { get; init; }

    public string? Name { get; init; }

    public string? ToolCallId { get; init; }

    public IReadOnlyList<RowCall> ToolCalls { get; init; } = [];

    /// <summary>Whether the loss is taken on this message.</summary>
    public bool IsTrained { get; init; }
}
