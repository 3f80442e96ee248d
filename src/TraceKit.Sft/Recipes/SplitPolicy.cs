namespace TraceKit.Sft.Recipes;

/// <summary>How rows are spread over train, validation and test.</summary>
public sealed record SplitPolicy
{
    /// <summary>What stays together: <c>task</c> (runs of one task and their sub-runs), <c>run</c>, or <c>random</c> (nothing: rows are spread one by one, and leak). Default: <c>task</c>.</summary>
    public string By { get; init => field = value ?? "task"; } = "task";

    /// <summary>Mixed into the hash that chooses a split. Default: <c>tracekit</c>.</summary>
    public string Salt { get; init => field = value ?? "tracekit"; } = "tracekit";

    /// <summary>Share of the training split, from 0 to 1. Default: 0.8.</summary>
    public double? Train { get; init; }

    /// <summary>Share of the validation split; the rest is the test split. Default: 0.1.</summary>
    public double? Validation { get; init; }

    internal double TrainShare => Train ?? 0.8;

    internal double ValidationShare => Validation ?? 0.1;
}
