using System.Collections.Concurrent;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Names of sources, each looked at once.</summary>
internal sealed class SourcePatterns(IEnumerable<string> patterns)
{
    private readonly string[] _patterns = [.. patterns];
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public bool Match(string source) => _known.GetOrAdd(source, static (name, patterns) => patterns.Any(pattern => Matches(name, pattern)), _patterns);

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*')
            ? name.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : string.Equals(name, pattern, StringComparison.OrdinalIgnoreCase);
}
