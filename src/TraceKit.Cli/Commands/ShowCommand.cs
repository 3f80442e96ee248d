using System.CommandLine;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Commands;

/// <summary><c>tracekit show</c>: tells a run to people.</summary>
internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("RUN|FILE") { Description = "A run file, a run's id, or the beginning of an id that no other run has." };
        var root = new Option<string>("--root") { Description = "Folder to look for the id in.", HelpName = "DIR", DefaultValueFactory = _ => "traces" };
        var full = new Option<bool>("--full") { Description = "Show the data of each event as indented JSON." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("show", "Tell a run: what it is, how it went, and its events in order.") { run, root, full, json };
        command.SetAction(parsed => Run(
            new Screen(context),
            new RunLookup(context, parsed.GetRequiredValue(root)).Find(parsed.GetRequiredValue(run)),
            parsed.GetValue(full),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, RunFileContents contents, bool full, bool json)
    {
        var tally = new FindingTally();
        tally.Add(contents.Findings);
        if (json)
        {
            screen.WriteJson(ShowDocument.Of(contents), CliJson.Default.ShowDocument);
        }
        else
        {
            Tell(screen, contents, full);
        }

        if (contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } first)
        {
            screen.Fail(tally.Errors == 1 ? first.ToString() : $"{first} (the first of {tally.Errors} errors; 'tracekit validate {contents.File}' lists all)");
        }

        return tally.ExitCode();
    }

    private static void Tell(Screen screen, RunFileContents contents, bool full)
    {
        foreach ((int index, RecordedRun run) in contents.Runs.Index())
        {
            screen.Write(index > 0 ? [StoryLine.Blank] : []);
            screen.Write(TraceStory.Lines(run, new TraceStoryOptions { Width = screen.StoryWidth, Full = full }));
        }
    }
}
