using System.CommandLine;
using TraceKit.Cli.Input;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Commands.Learn;

/// <summary>What the commands of stories share: how a story is named, found and judged.</summary>
internal static class StoryParts
{
    public static Argument<string> Story(string name) => new(name) { Description = "A story (<dataset>.trace.json), a run file, or a run's id." };

    public static Option<string> Root() => new("--root") { Description = "Folder to look for the id in.", HelpName = "DIR", DefaultValueFactory = _ => "traces" };

    /// <summary>Reads a story, or makes it of a run file.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static LearningStory Read(CommandContext context, string name, string root)
    {
        try
        {
            return (IsStory(name) ? LearningStory.Read(name) : OfRun(context, name, root)).Checked();
        }
        catch (TraceFormatException broken)
        {
            throw new CommandException(broken.Rule == LearningRules.Unreadable ? ExitCodes.InputOutput : ExitCodes.BadData, broken.Message);
        }
    }

    /// <summary>Which exit code the findings call for.</summary>
    public static int ExitCode(LearningStory story, bool strict)
    {
        FindingSeverity worst = story.Findings.Select(finding => finding.Severity).DefaultIfEmpty(FindingSeverity.Info).Max();
        return worst switch
        {
            FindingSeverity.Error => ExitCodes.BadData,
            FindingSeverity.Warning when strict => ExitCodes.Warnings,
            _ => ExitCodes.Ok,
        };
    }

    private static bool IsStory(string name) => File.Exists(name) && !name.EndsWith(RunFormat.FileExtension, StringComparison.Ordinal);

    private static LearningStory OfRun(CommandContext context, string name, string root)
    {
        RunFileContents contents = new RunLookup(context, root).Find(name);
        if (contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } broken)
        {
            throw new CommandException(ExitCodes.BadData, broken.ToString());
        }

        List<LearningStory> stories = [.. contents.Runs.Select(LearningStory.From).Where(story => story.Start is not null || story.Entries.Count > 0)];
        return stories switch
        {
            [var one] => one,
            [] => throw new CommandException(ExitCodes.BadData, $"'{contents.File}' holds no learning run: none of its events is of the learning vocabulary; 'tracekit show {name}' tells what it is."),
            _ => throw new CommandException(ExitCodes.Usage, $"'{contents.File}' holds {stories.Count} learning runs; name one by its id."),
        };
    }
}
