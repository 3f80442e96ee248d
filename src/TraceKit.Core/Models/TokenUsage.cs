using System.ComponentModel.DataAnnotations;

namespace TraceKit.Models;

/// <summary>Tokens as the provider billed them.</summary>
public sealed record TokenUsage
{
    /// <summary>Tokens of the prompt, cached ones included. Default: not reported.</summary>
    [Range(0.0, double.MaxValue)]
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the reply, reasoning included. Default: not reported.</summary>
    [Range(0.0, double.MaxValue)]
    public long? OutputTokens { get; init; }

    /// <summary>The part of the prompt that was read from a cache. Default: not reported.</summary>
    [Range(0.0, double.MaxValue)]
    public long? CachedInputTokens { get; init; }

    /// <summary>The part of the prompt that was written to a cache. Default: not reported.</summary>
    [Range(0.0, double.MaxValue)]
    public long? CacheWriteTokens { get; init; }

    /// <summary>The part of the reply that is reasoning. Default: not reported.</summary>
    [Range(0.0, double.MaxValue)]
    public long? ReasoningTokens { get; init; }
}
