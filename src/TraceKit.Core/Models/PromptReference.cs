using TraceKit.Contract;

namespace TraceKit.Models;

/// <summary>Which prompt was used, so that a change of prompt is visible in the data.</summary>
public sealed record PromptReference
{
    /// <summary>Name of the prompt.</summary>
    [NotEmpty]
    public required string Name { get; init; }

    /// <summary>Its declared version. Default: none.</summary>
    public string? Version { get; init; }

    /// <summary><c>sha256:</c> and the hash of the template's bytes. Default: not computed.</summary>
    public string? Hash { get; init; }
}
