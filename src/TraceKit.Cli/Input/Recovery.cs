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
        if (result.Action is RecoveryAction.Sealed or RecoveryAction.TailSetAside)
        {
            return (new RecoverEntry(name, result.Action == RecoveryAction.Sealed ? "sealed" : "tail_set_aside", result.TornBytes, null), ExitCodes.Ok);
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
            : (new RecoverEntry(name, "skipped", 0, result.Reason), CanBeWritten(path) ? ExitCodes.Ok : ExitCodes.InputOutput);
    }

    /// <summary>Tells a file that a living process owns, which is in order, from one that may not be written.</summary>
    private static bool CanBeWritten(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return !OperatingSystem.IsLinux();
        }
    }
}
