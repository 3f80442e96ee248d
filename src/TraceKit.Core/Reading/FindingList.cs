using System.Globalization;

namespace TraceKit.Reading;

/// <summary>The findings of one file, bounded: a hostile file must not fill the memory of its reader.</summary>
internal sealed class FindingList(string file, Action<TraceFinding>? onFinding = null)
{
    private const int Most = 1000;

    private readonly List<TraceFinding> _findings = [];
    private long _leftOut;

    /// <summary>How many errors were reported, those that are not listed included.</summary>
    public long Errors { get; private set; }

    /// <summary>Takes a finding; for errors there is room beside as many others.</summary>
    public void Report(string rule, FindingSeverity severity, long line, long column, string message)
    {
        bool isError = severity == FindingSeverity.Error;
        Errors += isError ? 1 : 0;
        if (_findings.Count < (isError ? Most * 2 : Most))
        {
            Add(new TraceFinding(rule, severity, file, line, column, message));
        }
        else
        {
            _leftOut++;
        }
    }

    /// <summary>The findings, and how many more there are.</summary>
    public IReadOnlyList<TraceFinding> Close()
    {
        if (_leftOut > 0)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{_leftOut} more findings of this file are not listed");
            Add(new TraceFinding(TraceRules.LeftOut, FindingSeverity.Warning, file, 0, 0, message));
        }

        return _findings;
    }

    private void Add(TraceFinding finding)
    {
        _findings.Add(finding);
        onFinding?.Invoke(finding);
    }
}
