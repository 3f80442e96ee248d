using System.Text.RegularExpressions;

namespace TraceKit.Testing;

/// <summary>What a snapshot replaces beside ids, times, durations, hashes and paths.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Texts of the test's own world that change: each match becomes <c>{name-n}</c>, equal matches the same.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, Regex> Replace { get; init; } = new Dictionary<string, Regex>();

    /// <summary>Names of JSON members that are left out wherever they stand.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> Omit { get; init; } = [];
}
