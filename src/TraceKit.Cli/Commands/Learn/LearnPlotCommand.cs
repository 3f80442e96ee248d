using System.CommandLine;
using System.Text;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Learning.Rendering;
using TraceKit.Learning.Stories;

namespace TraceKit.Cli.Commands.Learn;

/// <summary><c>tracekit learn plot</c>: pictures and pages of a learning run.</summary>
internal static class LearnPlotCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> story = StoryParts.Story("STORY");
        var output = new Option<string>("--out") { Description = "File to write; its ending says what: .html a page with all of it, .md the same with pictures beside it, .svg one picture.", HelpName = "FILE", Required = true };
        var lineage = new Option<bool>("--lineage") { Description = "With .svg: draw what became of each rule. Default: the F1 curve and the number of rules." };
        Option<string> root = StoryParts.Root();
        Option<bool> json = CommandParts.Json();
        var command = new Command("plot", "Draw a learning run: F1 curve, size of the rule set, lineage of the rules. The file is replaced.") { story, output, lineage, root, json };
        command.SetAction(parsed => Run(
            new Screen(context),
            StoryParts.Read(context, parsed.GetRequiredValue(story), parsed.GetRequiredValue(root)),
            parsed.GetRequiredValue(output),
            parsed.GetValue(lineage),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, LearningStory story, string output, bool lineage, bool json)
    {
        List<string> files = Path.GetExtension(output).ToLowerInvariant() switch
        {
            ".html" or ".htm" => [Write(output, LearningReport.Html(story))],
            ".md" => Markdown(story, output),
            ".svg" => [Write(output, Drawn(lineage ? LearningReport.LineageSvg(story) : LearningReport.CurveSvg(story), lineage))],
            var ending => throw new CommandException(ExitCodes.Usage, $"'{output}' ends in '{ending}': write a file that ends in .html, .md or .svg."),
        };
        if (json)
        {
            screen.WriteJson(new PlotDocument(story.RunId, files), CliJson.Default.PlotDocument);
        }
        else
        {
            files.ForEach(file => screen.Write(file));
        }

        return ExitCodes.Ok;
    }

    private static string Drawn(string picture, bool lineage) => picture.Length > 0
        ? picture
        : throw new CommandException(ExitCodes.BadData, lineage ? "the story names no rule: there is no lineage to draw." : "the story holds no F1: there is no curve to draw.");

    private static List<string> Markdown(LearningStory story, string output)
    {
        List<string> files = [];
        string? Beside(string what, string picture)
        {
            if (picture.Length == 0)
            {
                return null;
            }

            string file = Path.ChangeExtension(output, $".{what}.svg");
            files.Add(Write(file, picture));
            return Path.GetFileName(file);
        }

        string? curve = Beside("curve", LearningReport.CurveSvg(story));
        string? lineage = Beside("lineage", LearningReport.LineageSvg(story));
        files.Insert(0, Write(output, LearningReport.Markdown(story, curve, lineage)));
        return files;
    }

    private static string Write(string file, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return file;
    }
}
