using System.Globalization;
using TraceKit.Reading;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Passes findings on, with their place; bounded, as a hostile file must not flood whoever takes them.</summary>
internal sealed class OtlpFindings(string file, Action<TraceFinding> take)
{
    private const int Most = 1000;
    private const int MostNames = 100;

    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private long _told;
    private long _leftOut;

    /// <summary>What is being read: places are offsets in it.</summary>
    public OtlpChunk Chunk { get; set; } = new(default, 0, 1);

    /// <summary>Whether something was told that is more than worth knowing.</summary>
    public bool HasProblems { get; private set; }

    public void Error(string rule, long at, string message) => Report(rule, FindingSeverity.Error, at, message);

    public void Warn(string rule, long at, string message) => Report(rule, FindingSeverity.Warning, at, message);

    public void Info(string rule, long at, string message) => Report(rule, FindingSeverity.Info, at, message);

    /// <summary>Says something of the whole file.</summary>
    public void OfFile(string rule, FindingSeverity severity, string message) => Tell(new TraceFinding(rule, severity, file, 0, 0, message));

    /// <summary>Says once a file and name that a member is passed over.</summary>
    public void Unknown(string name, long at)
    {
        if (_unknown.Count < MostNames && _unknown.Add(name))
        {
            Info(OtlpRules.UnknownMember, at, $"there is no member '{name}' here; it and others of its name are passed over");
        }
    }

    /// <summary>Says how many findings were not told.</summary>
    public void Close()
    {
        if (_leftOut > 0)
        {
            take(new TraceFinding(OtlpRules.LeftOut, FindingSeverity.Warning, file, 0, 0, string.Create(CultureInfo.InvariantCulture, $"{_leftOut} more findings of this file are not listed")));
        }
    }

    private void Report(string rule, FindingSeverity severity, long at, string message)
    {
        if (_told < Most)
        {
            (long line, long column) = Chunk.Place(at);
            Tell(new TraceFinding(rule, severity, file, line, column, message));
        }
        else
        {
            _leftOut++;
        }
    }

    private void Tell(TraceFinding finding)
    {
        _told++;
        HasProblems |= finding.Severity != FindingSeverity.Info;
        take(finding);
    }
}
