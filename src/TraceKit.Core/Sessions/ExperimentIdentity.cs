namespace TraceKit.Sessions;

/// <summary>Which experiment, and which arm of it.</summary>
public sealed record ExperimentIdentity
{
    /// <summary>Id of the experiment.</summary>
    public required string Id { get; init; }

    /// <summary>Arm, such as <c>baseline</c>. Default: none.</summary>
    public string? Group { get; init; }

    /// <summary>Variant within the arm. Default: none.</summary>
    public string? Variant { get; init; }
}
