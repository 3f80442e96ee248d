namespace TraceKit.Sft.Datasets;

/// <summary>A file of a dataset.</summary>
public sealed record DatasetFile
{
    /// <summary>Its name.</summary>
    public required string Path { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its SHA-256.</summary>
    public required string Sha256 { get; init; }
}
