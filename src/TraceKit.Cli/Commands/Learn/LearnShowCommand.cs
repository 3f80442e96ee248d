using System.CommandLine;
using TraceKit.Cli.Output;
using TraceKit.Learning.Rendering;
using TraceKit.Learning.Stories;

namespace TraceKit.Cli.Commands.Learn;

/// <summary><c>tracekit learn show</c>: tells the story of a learning run.</summary>
internal static class LearnShowCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> story = StoryParts.Story("STORY");
        Option<string> root = StoryParts.Root();
        var strict = new Option<bool>("--strict") { Description = "Warnings count: exit 1 when there is one." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("show", "Tell a learning run step by step, with what does not fit together.") { story, root, strict, json };
        command.SetAction(parsed => Run(
            context,
            StoryParts.Read(context, parsed.GetRequiredValue(story), parsed.GetRequiredValue(root)),
            parsed.GetValue(strict),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(CommandContext context, LearningStory story, bool strict, bool json)
    {
        var screen = new Screen(context);
        if (json)
        {
            context.Output.Write(story.ToJson());
        }
        else
        {
            screen.Write(LearningReport.Lines(story, screen.TableWidth ?? LearningReport.Columns));
        }

        return StoryParts.ExitCode(story, strict);
    }
}
