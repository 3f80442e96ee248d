namespace TraceKit.Sft.Building;

/// <summary>What one stage took in, gave out and dropped. <c>in = out + Σ dropped</c>, exactly.</summary>
public sealed record MassBalance
{
    /// <summary>The stage.</summary>
    public required string Stage { get; init; }

    /// <summary>What is counted.</summary>
    public required string Unit { get; init; }

    /// <summary>How many came in.</summary>
    public required long In { get; init; }

    /// <summary>How many went on.</summary>
    public required long Out { get; init; }

    /// <summary>How many were dropped, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }

    /// <summary>Whether the stage adds up.</summary>
    public bool Holds => In == Out + Dropped.Values.Sum();
}
