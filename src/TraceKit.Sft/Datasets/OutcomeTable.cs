namespace TraceKit.Sft.Datasets;

/// <summary>Runs by outcome: <c>success</c>, <c>failure</c> or <c>unknown</c>, with the source of the judgement.</summary>
public sealed record OutcomeTable
{
    /// <summary>All runs that were found.</summary>
    public required IReadOnlyDictionary<string, long> Started { get; init; }

    /// <summary>The runs that rows come from.</summary>
    public required IReadOnlyDictionary<string, long> Included { get; init; }
}
