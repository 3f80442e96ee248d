namespace TraceKit.Sft.Datasets;

/// <summary>Something that did not become a row: a line of <c>rejected.jsonl</c>.</summary>
public sealed record RejectedLine
{
    /// <summary>The stage that dropped it: <c>runs</c>, <c>candidates</c>, <c>rows</c> or <c>turns</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Why, as a stable word or the id of a gate.</summary>
    public required string Reason { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The event that names it. Default: the whole run.</summary>
    public string? Address { get; init; }

    /// <summary>The kind of row that it would have become. Default: not known.</summary>
    public string? Kind { get; init; }

    /// <summary>What was found. Default: nothing more.</summary>
    public string? Detail { get; init; }
}
