using System.Globalization;
using System.Text.RegularExpressions;

namespace TraceKit.Testing.Snapshots;

/// <summary>Replaces what changes from one execution to the next. What is equal stays equal.</summary>
internal sealed partial class SnapshotScrubber
{
    private readonly Dictionary<(string Kind, string Value), string> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(string Kind, Regex Pattern)> _patterns;

    public SnapshotScrubber(SnapshotOptions options)
    {
        Omitted = options.Omit;
        _patterns =
        [
            .. options.Replace.Select(pair => (pair.Key, pair.Value)),
            ("hash", Hash()),
            ("id", Id()),
            ("time", Time()),
        ];
    }

    public IReadOnlyCollection<string> Omitted { get; }

    public string Text(string text)
    {
        text = RedactionTag().Replace(text, "$1]");
        text = LocalPath().Replace(text, "{path}/$2");
        foreach ((string kind, Regex pattern) in _patterns)
        {
            text = pattern.Replace(text, match => NameOf(kind, match.Value));
        }

        return text;
    }

    /// <summary>Whether a number under this name is a duration that was measured.</summary>
    public static bool IsDuration(string member) => member.EndsWith("_ms", StringComparison.Ordinal);

    private string NameOf(string kind, string value)
    {
        if (!_names.TryGetValue((kind, value), out string? name))
        {
            int number = _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1;
            _names[(kind, value)] = name = string.Create(CultureInfo.InvariantCulture, $"{{{kind}-{number}}}");
        }

        return name;
    }

    [GeneratedRegex(@"(?:sha256:|(?<![0-9a-f]))[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Hash();

    /// <summary>UUIDs, ids of runs, traces and spans, and the ids that providers give to replies and calls.</summary>
    [GeneratedRegex(@"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b|\b(?:[0-9a-f]{32}|[0-9a-f]{16})\b|\b(?:chatcmpl-|call_|resp_|msg_|toolu_|fc_|rs_|run_)[A-Za-z0-9]{12,}\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?")]
    private static partial Regex Time();

    /// <summary>The tag that tells equal secrets of a run apart changes with the run's key.</summary>
    [GeneratedRegex(@"(\[REDACTED:[a-z0-9-]+):[0-9a-f]+\]")]
    private static partial Regex RedactionTag();

    /// <summary>Paths of one machine; the file's name stays.</summary>
    [GeneratedRegex(@"(?<![\w/.:])((?:/(?:home|Users|root|tmp|var|private|opt|mnt|work|builds|runner|github)/|[A-Za-z]:\\)(?:[^\s""'<>|:*?/\\]+[/\\])*)([^\s""'<>|:*?/\\,;)]+)")]
    private static partial Regex LocalPath();
}
