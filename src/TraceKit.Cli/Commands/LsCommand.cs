using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Commands;

/// <summary><c>tracekit ls</c>: lists the runs of a folder.</summary>
internal static class LsCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> path = CommandParts.Path("DIR");
        Option<string> status = new Option<string>("--status") { Description = "Only runs that ended so." }
            .AcceptOnlyFromAmong("running", "completed", "failed", "aborted");
        var task = new Option<string>("--task") { Description = "Only runs of this task.", HelpName = "TASK" };
        Option<bool> json = CommandParts.Json();
        var command = new Command("ls", "List the runs of a folder, one a line.") { path, status, task, json };
        command.SetAction(parsed =>
        {
            string? wantedStatus = parsed.GetValue(status);
            string? wantedTask = parsed.GetValue(task);
            return Run(
                new Screen(context),
                TraceScan.Of(context, parsed.GetRequiredValue(path)),
                parsed.GetRequiredValue(path),
                run => (wantedStatus is null || Cells.Status(run.Status).Text == wantedStatus) && (wantedTask is null || run.TaskId == wantedTask),
                parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(Screen screen, TraceScan scan, string path, Func<RunEntry, bool> filter, bool json)
    {
        var tally = new FindingTally();
        List<RunEntry> all = [];
        foreach (RunFileContents contents in scan.Read())
        {
            tally.Add(contents.Findings);
            all.AddRange(contents.Runs.Select(RunEntry.Of));
        }

        List<RunEntry> runs = [.. all.Where(filter)];
        if (json)
        {
            screen.WriteJson(new LsDocument(path, scan.Files.Count, runs, tally.Errors, tally.Warnings), CliJson.Default.LsDocument);
        }
        else if (runs.Count > 0)
        {
            screen.Write(Table(runs, screen.TableWidth));
        }

        Remark(screen, scan, path, all.Count, runs.Count);
        tally.Complain(screen, path);
        return tally.ExitCode();
    }

    private static void Remark(Screen screen, TraceScan scan, string path, int all, int shown)
    {
        if (scan.IsEmpty)
        {
            screen.Note(scan.EmptyMessage);
        }
        else if (shown == 0 && all > 0)
        {
            screen.Note($"of {Counted.Of(all, "run")} under '{path}' none is of that status and task.");
        }
    }

    private static IEnumerable<StoryLine> Table(List<RunEntry> runs, int? width)
    {
        var grid = new Grid(
            new GridColumn("RUN"),
            new GridColumn("STARTED") { GoesAt = 5 },
            new GridColumn("TOOK") { IsNumber = true, GoesAt = 3 },
            new GridColumn("EVENTS") { IsNumber = true, GoesAt = 4 },
            new GridColumn("STATUS"),
            new GridColumn("SUCCESS"),
            new GridColumn("SAYS") { GoesAt = 1 },
            new GridColumn("TASK") { GoesAt = 2 },
            new GridColumn("GOAL") { IsFlexible = true });
        int idLength = width is null ? int.MaxValue : ShortIds.Length([.. runs.Select(run => run.RunId)]);
        foreach (RunEntry run in runs)
        {
            grid.Add(
                new(run.RunId[..Math.Min(idLength, run.RunId.Length)], StoryTone.Strong),
                new(run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), StoryTone.Dim),
                new(run.DurationMs is { } took ? DurationText.OfMilliseconds(took) : "-"),
                new(run.Events.ToString(CultureInfo.InvariantCulture)),
                run.IsSound ? Cells.Status(run.Status) : new($"{Cells.Status(run.Status).Text}, broken", StoryTone.Bad),
                Cells.Success(run.Success),
                new(Cells.Source(run.SuccessSource)),
                new(run.TaskId ?? "-"),
                new(run.Goal));
        }

        return grid.Lines(width);
    }
}
