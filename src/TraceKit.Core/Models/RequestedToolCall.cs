namespace TraceKit.Models;

/// <summary>A call that a model asked for, as it asked.</summary>
public sealed record RequestedToolCall
{
    /// <summary>The provider's id of the call.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the tool, which need not exist.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments as received: text that should be a JSON object and need not be.</summary>
    public required string Arguments { get; init; }

    /// <summary><c>serialized</c> when the text was written again from parsed arguments, <c>lost</c> when there was none. Default: as received.</summary>
    public string? ArgumentsForm { get; init; }
}
