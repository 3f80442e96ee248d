namespace TraceKit.RunFiles;

/// <summary>Which redaction rules were in force.</summary>
public sealed record RedactionRecord
{
    /// <summary><c>sha256:</c> and the hash of the rule set.</summary>
    public required string Rules { get; init; }

    /// <summary>Fields that no rule touched, each as an event type or <c>*</c>, a space, and a JSON pointer or a member's name. Default: none.</summary>
    public IReadOnlyList<string>? Kept { get; init; }
}
