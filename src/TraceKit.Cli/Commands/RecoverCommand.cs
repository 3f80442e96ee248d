using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
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
        var command = new Command("recover", "Seal runs whose process died as aborted; torn bytes are kept aside. Running it again changes nothing.") { path, json };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(path), parsed.GetValue(json)));
        return command;
    }

    private static int Run(CommandContext context, string path, bool json)
    {
        var screen = new Screen(context);
        var scan = TraceScan.Of(context, path);
        int exitCode = ExitCodes.Ok;
        List<RecoverEntry> done = [];
        using (var progress = new Progress(context, scan.Files.Count))
        {
            foreach ((string file, string name) in scan.Files)
            {
                progress.Next(name);
                (RecoverEntry entry, int code) = Recovery.Of(file, name, context.Time);
                done.Add(entry);
                exitCode = Math.Max(exitCode, code);
            }
        }

        if (json)
        {
            screen.WriteJson(new RecoverDocument(path, done), CliJson.Default.RecoverDocument);
        }
        else if (!scan.IsEmpty)
        {
            screen.Write(done.Where(entry => entry.Action != "none").Select(Line));
            screen.Write(Sum(done));
        }

        if (scan.IsEmpty)
        {
            screen.Note(scan.EmptyMessage);
        }

        return exitCode;
    }

    private static StoryLine Line(RecoverEntry entry)
    {
        StorySpan did = entry.Action switch
        {
            "sealed" => new("sealed as aborted", StoryTone.Good),
            "tail_set_aside" => new("cut back to its end", StoryTone.Good),
            "line_completed" => new("its last line ended", StoryTone.Good),
            _ => new($"left alone: {TerminalText.Line(entry.Reason ?? string.Empty)}", StoryTone.Warning),
        };
        string torn = entry.TornBytes > 0
            ? $", {Counted.Of(entry.TornBytes, "torn byte")} kept in '{Path.GetFileName(entry.File)}{RunFormat.TornExtension}-*'"
            : string.Empty;
        return new StoryLine([new(entry.File, StoryTone.Strong), new(": "), did, new(torn)]);
    }

    private static string Sum(List<RecoverEntry> done)
    {
        int Count(string action) => done.Count(entry => entry.Action == action);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(done.Count, "file")}: {Count("sealed")} sealed, {Count("tail_set_aside") + Count("line_completed")} mended at the end, {Count("skipped")} left alone, {Count("none")} whole already");
    }
}
