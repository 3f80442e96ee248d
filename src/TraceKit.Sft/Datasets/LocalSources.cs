namespace TraceKit.Sft.Datasets;

/// <summary>Where this machine keeps the run files that a dataset was built from.</summary>
public sealed record LocalSources
{
    /// <summary>The folder, relative to the dataset.</summary>
    public required string Traces { get; init; }
}
