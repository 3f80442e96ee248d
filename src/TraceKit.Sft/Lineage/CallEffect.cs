namespace TraceKit.Sft.Lineage;

/// <summary>What came of a model call of a learning run: the fact that names the call, and what it did to the F1.</summary>
public sealed record CallEffect
{
    /// <summary>Address of the fact.</summary>
    public required string Event { get; init; }

    /// <summary>Its type, such as <c>iteration</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether what the model proposed was kept. Default: nothing was proposed, or that was not recorded.</summary>
    public bool? Kept { get; init; }

    /// <summary>The rule that decided. Default: not recorded.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The F1 before. Default: not recorded.</summary>
    public double? F1Before { get; init; }

    /// <summary>The F1 with what was proposed, kept or not. Default: not recorded.</summary>
    public double? F1After { get; init; }
}
