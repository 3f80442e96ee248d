namespace TraceKit.RunFiles;

/// <summary>Which redaction rules were in force.</summary>
public sealed record RedactionRecord
{
    /// <summary><c>sha256:</c> and the hash of the rule set.</summary>
    public required string Rules { get; init; }
}
