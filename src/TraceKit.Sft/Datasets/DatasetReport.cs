using TraceKit.Reading;
using TraceKit.Sft.Building;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Recipes;

namespace TraceKit.Sft.Datasets;

/// <summary>What happened on the way from run files to rows, and what the gates say of the result.</summary>
public sealed record DatasetReport
{
    /// <summary><c>built</c>, <c>built_with_warnings</c> or <c>refused</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The recipe that was followed.</summary>
    public required SftRecipe Recipe { get; init; }

    /// <summary>Number of rows by split.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>Number of rows by kind.</summary>
    public required IReadOnlyDictionary<string, long> RowsByKind { get; init; }

    /// <summary>Runs by outcome, as they were started and as rows come from them.</summary>
    public required OutcomeTable Outcomes { get; init; }

    /// <summary>What each stage took in, gave out and dropped.</summary>
    public required IReadOnlyList<MassBalance> Balance { get; init; }

    /// <summary>What the gates say.</summary>
    public required IReadOnlyList<GateResult> Gates { get; init; }

    /// <summary>What reading the run files noticed; at most 100.</summary>
    public required IReadOnlyList<TraceFinding> Findings { get; init; }
}
