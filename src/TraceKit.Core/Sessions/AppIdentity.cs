namespace TraceKit.Sessions;

/// <summary>Name and version of a program.</summary>
public sealed record AppIdentity
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version. Default: not recorded.</summary>
    public string? Version { get; init; }
}
