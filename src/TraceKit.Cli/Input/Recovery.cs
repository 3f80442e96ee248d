using TraceKit.Cli.Documents;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Input;

/// <summary>Recovers a file and looks at what it leaves: a file that is not touched may be whole, may be in use, or may be broken.</summary>
internal static class Recovery
{
    public static (RecoverEntry Entry, int ExitCode) Of(string path, string name, TimeProvider time)
    {
        RecoveryResult result = RunRecovery.Recover(path, time);
        if (WordFor(result.Action) is { } done)
        {
            return (new RecoverEntry(name, done, result.TornBytes, null), ExitCodes.Ok);
        }

        IReadOnlyList<TraceFinding> findings = RunFileReader.Read(path, name).Findings;
        var tally = new FindingTally();
        tally.Add(findings);
        if (findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } broken)
        {
            return (new RecoverEntry(name, "skipped", 0, $"{broken.Rule}: {broken.Message}"), tally.ExitCode());
        }

        return result.Action == RecoveryAction.None
            ? (new RecoverEntry(name, "none", 0, null), ExitCodes.Ok)
            : (new RecoverEntry(name, "skipped", 0, result.Reason), result.Action == RecoveryAction.Refused ? ExitCodes.InputOutput : ExitCodes.Ok);
    }

    private static string? WordFor(RecoveryAction action) => action switch
    {
        RecoveryAction.Sealed => "sealed",
        RecoveryAction.TailSetAside => "tail_set_aside",
        RecoveryAction.LineCompleted => "line_completed",
        _ => null,
    };
}
