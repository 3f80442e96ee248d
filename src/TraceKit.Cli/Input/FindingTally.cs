using TraceKit.Cli.Output;
using TraceKit.Reading;

namespace TraceKit.Cli.Input;

/// <summary>Counts findings, and says which exit code they call for.</summary>
internal sealed class FindingTally
{
    private readonly Dictionary<FindingSeverity, int> _bySeverity = [];
    private bool _unreadable;

    public int Errors => _bySeverity.GetValueOrDefault(FindingSeverity.Error);

    public int Warnings => _bySeverity.GetValueOrDefault(FindingSeverity.Warning);

    public int Infos => _bySeverity.GetValueOrDefault(FindingSeverity.Info);

    public void Add(IEnumerable<TraceFinding> findings)
    {
        foreach (TraceFinding finding in findings)
        {
            _bySeverity[finding.Severity] = _bySeverity.GetValueOrDefault(finding.Severity) + 1;
            _unreadable |= finding.Rule == TraceRules.Unreadable;
        }
    }

    /// <summary>Says that what was shown is not all well, for commands that do not list findings.</summary>
    public void Complain(Screen screen, string path)
    {
        if (Errors > 0)
        {
            screen.Fail($"the run files have {Counted.Of(Errors, "error")}; 'tracekit validate {path}' lists what is wrong.");
        }
    }

    public int ExitCode(bool strict = false) => (_unreadable, Errors, Warnings) switch
    {
        (true, _, _) => ExitCodes.InputOutput,
        (_, > 0, _) => ExitCodes.BadData,
        (_, _, > 0) when strict => ExitCodes.Warnings,
        _ => ExitCodes.Ok,
    };
}
