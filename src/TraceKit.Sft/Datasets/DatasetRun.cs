namespace TraceKit.Sft.Datasets;

/// <summary>A run that rows come from.</summary>
public sealed record DatasetRun
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Its file, relative to the folder that the dataset was built from.</summary>
    public required string File { get; init; }

    /// <summary>Its seal: SHA-256 of all bytes before its end line.</summary>
    public required string Seal { get; init; }

    /// <summary>SHA-256 of its end line.</summary>
    public required string EndSha256 { get; init; }
}
