using System.CommandLine;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.Cli.Statistics;
using TraceKit.Reading;

namespace TraceKit.Cli.Commands;

/// <summary><c>tracekit stats</c>: counts what is in run files.</summary>
internal static class StatsCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> path = CommandParts.Path("DIR");
        Option<bool> json = CommandParts.Json();
        var command = new Command("stats", "Count runs, events, tool calls, model calls, tokens and losses; what no run states stays unknown.") { path, json };
        command.SetAction(parsed => Run(
            new Screen(context), TraceScan.Of(context, parsed.GetRequiredValue(path)), parsed.GetRequiredValue(path), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, TraceScan scan, string path, bool json)
    {
        var tally = new FindingTally();
        StatsDocument document = Count(scan, path, tally);
        if (json)
        {
            screen.WriteJson(document, CliJson.Default.StatsDocument);
        }
        else if (!scan.IsEmpty)
        {
            screen.Write(StatsReport.Lines(document, screen.TableWidth));
        }

        if (scan.IsEmpty)
        {
            screen.Note(scan.EmptyMessage);
        }

        tally.Complain(screen, path);
        return tally.ExitCode();
    }

    private static StatsDocument Count(TraceScan scan, string path, FindingTally findings)
    {
        var (runs, tools, models, loss) = (new RunTally(), new ToolTally(), new ModelTally(), new LossTally());
        foreach (RunFileContents contents in scan.Read())
        {
            findings.Add(contents.Findings);
            foreach (RecordedRun run in contents.Runs)
            {
                runs.Add(run);
                tools.Add(run);
                models.Add(run);
                loss.Add(run);
            }
        }

        return new StatsDocument(
            path,
            scan.Files.Count,
            runs.ToRunStats(),
            runs.ToEventStats(),
            tools.ToStats(),
            models.ToStats(),
            loss.ToStats(),
            findings.Errors,
            findings.Warnings);
    }
}
