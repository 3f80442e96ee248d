using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Commands;

/// <summary><c>tracekit recover</c>: seals the runs whose process died.</summary>
internal static class RecoverCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> path = CommandParts.Path("DIR|FILE");
        Option<bool> json = CommandParts.Json();
        var command = new Command("recover", "Seal runs whose process died as aborted; torn bytes are kept in a .torn file. Running it again changes nothing.") { path, json };
        command.SetAction(parsed => Run(context, TraceScan.Of(context, parsed.GetRequiredValue(path)), parsed.GetRequiredValue(path), parsed.GetValue(json)));
        return command;
    }

    private static int Run(CommandContext context, TraceScan scan, string path, bool json)
    {
        var screen = new Screen(context);
        List<(RecoveryResult Result, string Name)> results = [];
        using (var progress = new Progress(context, scan.Files.Count))
        {
            foreach ((string file, string name) in scan.Files)
            {
                progress.Next(name);
                results.Add((RunRecovery.Recover(file, context.Time), name));
            }
        }

        if (json)
        {
            screen.WriteJson(new RecoverDocument(path, [.. results.Select(done => RecoverEntry.Of(done.Result, done.Name))]), CliJson.Default.RecoverDocument);
        }
        else if (!scan.IsEmpty)
        {
            screen.Write(Report(results));
        }

        if (scan.IsEmpty)
        {
            screen.Note(scan.EmptyMessage);
        }

        return results.Select(done => ExitCodeOf(done.Result)).DefaultIfEmpty(ExitCodes.Ok).Max();
    }

    private static IEnumerable<StoryLine> Report(List<(RecoveryResult Result, string Name)> results)
    {
        foreach ((RecoveryResult result, string name) in results.Where(done => done.Result.Action != RecoveryAction.None))
        {
            (string did, StoryTone tone) = result.Action switch
            {
                RecoveryAction.Sealed => ("sealed as aborted", StoryTone.Good),
                RecoveryAction.TailSetAside => ("tail set aside", StoryTone.Good),
                _ => ("left alone", StoryTone.Warning),
            };
            string torn = result.TornBytes > 0 ? $", {Counted.Of(result.TornBytes, "torn byte")} kept in '{Path.GetFileName(name)}{RunFormat.TornExtension}-*'" : string.Empty;
            yield return new StoryLine(
                [new(name, StoryTone.Strong), new(": "), new(did, tone), new(torn), new(result.Reason is { } reason ? $": {TerminalText.Line(reason)}" : string.Empty)]);
        }

        yield return StoryLine.Of(Text(
            $"{Counted.Of(results.Count, "file")}: {Count(results, RecoveryAction.Sealed)} sealed, {Count(results, RecoveryAction.TailSetAside)} cut back, {Count(results, RecoveryAction.Skipped)} left alone, {Count(results, RecoveryAction.None)} whole already"));
    }

    private static int Count(List<(RecoveryResult Result, string Name)> results, RecoveryAction action) => results.Count(done => done.Result.Action == action);

    /// <summary>A file that a living process writes is in order; one that is broken, or that cannot be written, is not.</summary>
    private static int ExitCodeOf(RecoveryResult result)
    {
        if (result.Action != RecoveryAction.Skipped)
        {
            return ExitCodes.Ok;
        }

        var tally = new FindingTally();
        tally.Add(RunFileReader.Read(result.File).Findings);
        return tally.ExitCode() is var code && code != ExitCodes.Ok ? code : CanBeWritten(result.File) ? ExitCodes.Ok : ExitCodes.InputOutput;
    }

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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
