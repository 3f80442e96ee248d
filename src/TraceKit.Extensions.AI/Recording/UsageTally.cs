using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Adds up what a stream reports of its tokens. A reading that repeats or continues the one before it is not added to it.</summary>
internal sealed class UsageTally
{
    private readonly List<string?> _ids = [];
    private readonly List<TokenUsage> _readings = [];

    public void Add(string? responseId, UsageDetails details)
    {
        TokenUsage reading = Of(details);
        int at = _ids.IndexOf(responseId);
        if (at < 0)
        {
            _ids.Add(responseId);
            _readings.Add(reading);
            return;
        }

        TokenUsage known = _readings[at];
        _readings[at] = Continues(known, reading) ? Combine(known, reading, (before, now) => now ?? before) : Sum(known, reading);
    }

    public TokenUsage? Total => _readings.Count == 0 ? null : _readings.Aggregate(Sum);

    public static TokenUsage Of(UsageDetails details) => new()
    {
        InputTokens = details.InputTokenCount,
        OutputTokens = details.OutputTokenCount,
        CachedInputTokens = details.CachedInputTokenCount,
        ReasoningTokens = details.ReasoningTokenCount,
    };

    /// <summary>Providers that report more than once report running totals: no figure falls.</summary>
    private static bool Continues(TokenUsage known, TokenUsage reading) =>
        !(reading.InputTokens < known.InputTokens || reading.OutputTokens < known.OutputTokens);

    private static TokenUsage Sum(TokenUsage one, TokenUsage other) =>
        Combine(one, other, (a, b) => a is null && b is null ? null : (a ?? 0) + (b ?? 0));

    private static TokenUsage Combine(TokenUsage one, TokenUsage other, Func<long?, long?, long?> combine) => new()
    {
        InputTokens = combine(one.InputTokens, other.InputTokens),
        OutputTokens = combine(one.OutputTokens, other.OutputTokens),
        CachedInputTokens = combine(one.CachedInputTokens, other.CachedInputTokens),
        ReasoningTokens = combine(one.ReasoningTokens, other.ReasoningTokens),
    };
}
