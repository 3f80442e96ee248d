using System.CommandLine;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Interop.Importing;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.Redaction;

namespace TraceKit.Cli.Commands.Learn;

/// <summary><c>tracekit learn import</c>: rebuilds learning runs from what a learner left behind.</summary>
internal static class LearnImportCommand
{
    private const string Format = "rulechef";

    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders of a learner: training logs, histories, results.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder that the run files go to.", HelpName = "DIR", Required = true };
        var storage = new Option<string>("--storage") { Description = "Folder that the stories go to. Default: the folder of the run files.", HelpName = "DIR" };
        var model = new Option<string>("--model") { Description = "The model, where the source does not name it.", HelpName = "NAME" };
        var raw = new Option<bool>("--no-redaction") { Description = "Keep secrets as they are. Default: keys, tokens and passwords are replaced by marks." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("import", "Rebuild learning runs as run files and stories. What was not recorded stays unknown; the same input gives the same files.")
        {
            paths, output, storage, model, raw, json,
        };
        command.SetAction(parsed => Run(
            new Screen(context),
            parsed.GetRequiredValue(paths),
            new ImportOptions
            {
                Out = parsed.GetRequiredValue(output),
                Model = parsed.GetValue(model),
                Redaction = parsed.GetValue(raw) ? RedactionPolicy.None : Secrets.Default,
                Progress = ImportReports.Progress(context),
            },
            parsed.GetValue(storage) ?? parsed.GetRequiredValue(output),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, string[] paths, ImportOptions options, string storage, bool json)
    {
        List<ImportEntry> imports = [];
        List<StoryEntry> stories = [];
        int errors = 0;
        foreach (string path in paths)
        {
            ImportReport report = TraceImporters.Find(Format)!.Import(path, options);
            errors += report.Findings.Count(finding => finding.Severity == FindingSeverity.Error);
            imports.Add(ImportReports.Entry(path, report));
            if (!json)
            {
                ImportReports.Tell(screen, path, report);
            }

            stories.AddRange(report.Files.Select(file => Keep(Path.Combine(options.Out, file), storage)));
        }

        stories = [.. stories.Select(Placed)];
        if (json)
        {
            screen.WriteJson(new LearnImportDocument(options.Out, storage, imports, stories), CliJson.Default.LearnImportDocument);
        }
        else
        {
            stories.ForEach(story => screen.Write(story.File));
        }

        return errors > 0 ? ExitCodes.BadData : ExitCodes.Ok;
    }

    /// <summary>A story that was the latest for a while lies under its run's id now.</summary>
    private static StoryEntry Placed(StoryEntry story)
    {
        string own = story.File[..^LearningStory.FileExtension.Length] + $".{story.RunId}{LearningStory.FileExtension}";
        return File.Exists(own) ? story with { File = own } : story;
    }

    private static StoryEntry Keep(string runFile, string storage)
    {
        LearningStory story = LearningStory.From(RunFileReader.ReadStrict(runFile)[0]);
        return new StoryEntry(story.RunId, story.Start?.Dataset, story.SaveIn(storage), story.Entries.Count, story.Findings.Count);
    }
}
