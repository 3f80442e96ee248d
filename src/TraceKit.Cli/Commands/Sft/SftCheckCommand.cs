using System.CommandLine;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Rendering;
using TraceKit.Sft.Checking;
using TraceKit.Sft.Formats;

namespace TraceKit.Cli.Commands.Sft;

/// <summary><c>tracekit sft check</c>: asks the gates about any dataset.</summary>
internal static class SftCheckCommand
{
    public static Command Create(CommandContext context)
    {
        var path = new Argument<string>("DS") { Description = "A dataset, a folder of JSONL files, or one JSONL file of anybody's." };
        var format = new Option<string>("--format") { Description = $"Target format: {string.Join(" or ", TargetFormats.Names)}. Default: the dataset's own, openai for foreign files.", HelpName = "NAME" };
        Option<string> traces = AuditParts.Traces();
        var strict = new Option<bool>("--strict") { Description = "Warnings count: exit 1 when there is one." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("check", "Ask the gates about a dataset, TraceKit's or anybody's.") { path, format, traces, strict, json };
        command.SetAction(parsed => Run(
            new Screen(context), DatasetCheck.Check(parsed.GetRequiredValue(path), parsed.GetValue(format), parsed.GetValue(traces)), parsed.GetValue(strict), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, CheckResult result, bool strict, bool json)
    {
        if (json)
        {
            screen.WriteJson(result, CliJson.Default.CheckResult);
        }
        else
        {
            screen.Write(GateTable.Of(result.Gates, screen.TableWidth));
            screen.Write(StoryLine.Blank);
            (string verdict, StoryTone tone) = result switch
            {
                { IsRefused: true } => ("refused", StoryTone.Bad),
                { HasWarnings: true } => ("passes with warnings", StoryTone.Warning),
                _ => ("passes", StoryTone.Good),
            };
            screen.Write(new StoryLine([new($"{Counted.Of(result.Rows, "row")} for {result.Format}: "), new(verdict, tone)]));
        }

        return result switch
        {
            { IsRefused: true } => ExitCodes.Refused,
            { HasWarnings: true } when strict => ExitCodes.Warnings,
            _ => ExitCodes.Ok,
        };
    }
}
