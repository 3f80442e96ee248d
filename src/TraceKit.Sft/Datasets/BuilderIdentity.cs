namespace TraceKit.Sft.Datasets;

/// <summary>A program and its version.</summary>
public sealed record BuilderIdentity
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }
}
