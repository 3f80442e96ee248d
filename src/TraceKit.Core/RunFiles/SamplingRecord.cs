namespace TraceKit.RunFiles;

/// <summary>How likely it was that a run was kept, so that a dataset can weigh it.</summary>
public sealed record SamplingRecord
{
    /// <summary>Probability, from 0 to 1; 1 when nothing was sampled out.</summary>
    public required double P { get; init; }
}
