using System.Collections.Concurrent;

namespace TraceKit.Redaction;

/// <summary>How often each rule took something out; safe for threads.</summary>
internal sealed class RedactionCounts
{
    private readonly ConcurrentDictionary<string, long> _byRule = new(StringComparer.Ordinal);
    private long _failed;

    /// <summary>A snapshot; rules that took nothing out are absent.</summary>
    public IReadOnlyDictionary<string, long> ByRule => new SortedDictionary<string, long>(_byRule, StringComparer.Ordinal);

    /// <summary>Secrets taken out.</summary>
    public long Total => _byRule.Values.Sum();

    /// <summary>Texts that were withheld because a rule could not finish.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    public void Add(string rule) => _byRule.AddOrUpdate(rule, 1, static (_, count) => count + 1);

    public void AddFailure() => Interlocked.Increment(ref _failed);
}
