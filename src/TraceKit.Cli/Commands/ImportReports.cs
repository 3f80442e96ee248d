using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Interop.Importing;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Commands;

/// <summary>What commands that import say of it.</summary>
internal static class ImportReports
{
    private const int ShownFindings = 20;

    /// <summary>Tells how far an import is, where a terminal shows it.</summary>
    public static IProgress<int>? Progress(CommandContext context) => context.IsErrorTerminal ? new Records(context) : null;

    /// <summary>Says what became of a path.</summary>
    public static void Tell(Screen screen, string path, ImportReport report)
    {
        screen.Write(new StoryLine(
        [
            new($"{report.Format} ", StoryTone.Role),
            new($"{path}: "),
            new(Counted.Of(report.Runs, "run"), StoryTone.Strong),
            new($" with {Counted.Of(report.Events, "event")}, {report.RecordsImported} of {Counted.Of(report.RecordsRead, "record")}"),
            new(report.AlreadyThere > 0 ? $"; {Counted.Of(report.AlreadyThere, "run")} were there already" : string.Empty),
        ]));
        foreach ((string reason, int count) in report.Rejected)
        {
            screen.Write(string.Create(CultureInfo.InvariantCulture, $"  {count} rejected: {reason}"), StoryTone.Warning);
        }

        List<TraceFinding> shown = [.. report.Findings.Where(finding => finding.Severity != FindingSeverity.Info)];
        screen.Write(shown.Take(ShownFindings).Select(finding => StoryLine.Of(
            $"  {finding}", finding.Severity == FindingSeverity.Error ? StoryTone.Bad : StoryTone.Warning)));
        if (shown.Count + report.FindingsLeftOut > ShownFindings)
        {
            screen.Write($"  … and {shown.Count + report.FindingsLeftOut - ShownFindings} more; --json lists them", StoryTone.Dim);
        }
    }

    /// <summary>The same for machines.</summary>
    public static ImportEntry Entry(string path, ImportReport report) => new()
    {
        Path = path,
        Format = report.Format,
        Runs = report.Runs,
        AlreadyThere = report.AlreadyThere,
        Events = report.Events,
        RecordsRead = report.RecordsRead,
        RecordsImported = report.RecordsImported,
        Rejected = report.Rejected,
        Files = report.Files,
        Findings = [.. report.Findings.Select(FindingEntry.Of)],
        FindingsLeftOut = report.FindingsLeftOut,
    };

    /// <summary>Says on the error writer how many records were read; nobody knows how many there will be.</summary>
    private sealed class Records(CommandContext context) : IProgress<int>
    {
        public void Report(int value)
        {
            context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value} records\r"));
            context.Error.Flush();
        }
    }
}
