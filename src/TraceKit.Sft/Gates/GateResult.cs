namespace TraceKit.Sft.Gates;

/// <summary>What one gate says of a dataset.</summary>
public sealed record GateResult
{
    /// <summary>Stable id, such as <c>LEAK-01</c>; listed in <c>docs/gates.md</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the gate asks, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What it says.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>The number that was measured. Default: none.</summary>
    public double? Metric { get; init; }

    /// <summary>From where on it warns or refuses, for people.</summary>
    public required string Threshold { get; init; }

    /// <summary>How many rows, runs or tasks were looked at.</summary>
    public required long N { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The worst findings; see <see cref="MaxEvidence"/>.</summary>
    public IReadOnlyList<GateEvidence> Evidence { get; init => field = value ?? []; } = [];

    /// <summary>How many findings are shown at most.</summary>
    public static int MaxEvidence => 20;
}
