namespace TraceKit.Payloads;

/// <summary>The earlier event whose history an event continues; its line holds only the items that are new.</summary>
public sealed record HistoryBase
{
    /// <summary>The <c>seq</c> of the earlier event, in the same run.</summary>
    public required long Seq { get; init; }

    /// <summary>JSON Pointer of the history within the data, the same in both events.</summary>
    public required string At { get; init; }

    /// <summary>How many items the earlier history has; all of them stand before those of the line.</summary>
    public required int Items { get; init; }
}
