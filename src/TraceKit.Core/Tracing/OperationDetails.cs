namespace TraceKit.Tracing;

/// <summary>What may be said about an operation beside its name.</summary>
public readonly record struct OperationDetails
{
    /// <summary>The arguments as JSON text; <see cref="OperationJson"/> makes it. Default: not recorded.</summary>
    public string? Arguments { get; init; }

    /// <summary>Words to find the operation by. Default: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Further facts by name. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The role that the operation belongs to. Default: that of the decision around it, else none.</summary>
    public string? Role { get; init; }
}
