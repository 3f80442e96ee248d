namespace TraceKit.Sessions;

/// <summary>A model and how it was asked.</summary>
public sealed record ModelSettings
{
    /// <summary>The provider. Default: not recorded.</summary>
    public string? Provider { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Sampling temperature. Default: the provider's.</summary>
    public double? Temperature { get; init; }
}
