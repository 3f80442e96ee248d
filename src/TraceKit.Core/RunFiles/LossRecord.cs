namespace TraceKit.RunFiles;

/// <summary>What the run file does not hold of what was emitted; zeros mean that it is whole.</summary>
public sealed record LossRecord
{
    /// <summary>Events that the agent emitted: always the sum of the next three.</summary>
    public required long Emitted { get; init; }

    /// <summary>Events that are in the file.</summary>
    public required long Written { get; init; }

    /// <summary>Events that the disk did not take.</summary>
    public required long Dropped { get; init; }

    /// <summary>Events that could not be serialised.</summary>
    public required long Rejected { get; init; }

    /// <summary>Events whose data was too long and was left out, with its length and hash kept.</summary>
    public required long Truncated { get; init; }

    /// <summary>Redactions by rule. Default: none.</summary>
    public IReadOnlyDictionary<string, long>? Redacted { get; init; }

    /// <summary>Texts that were withheld whole because a redaction rule could not finish.</summary>
    public long Withheld { get; init; }
}
