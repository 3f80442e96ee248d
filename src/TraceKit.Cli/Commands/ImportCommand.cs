using System.CommandLine;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Input;
using TraceKit.Cli.Output;
using TraceKit.Interop.Importing;
using TraceKit.Reading;
using TraceKit.Redaction;

namespace TraceKit.Cli.Commands;

/// <summary><c>tracekit import</c>: turns other people's traces into run files.</summary>
internal static class ImportCommand
{
    private const string Auto = "auto";

    public static Command Create(CommandContext context)
    {
        string formats = string.Concat(ImportFormats.All.Select(importer => $"\n{importer.Format}: {importer.Description}"));
        var format = new Argument<string>("FORMAT") { Description = $"The format, or {Auto} to find it out:{formats}" };
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders to import.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder that the run files go to.", HelpName = "DIR", Required = true };
        var tools = new Option<string>("--tools") { Description = "JSON array of the tools that the model was given, where the source does not hold them.", HelpName = "FILE" };
        var model = new Option<string>("--model") { Description = "The model, where the source does not name it.", HelpName = "NAME" };
        var environment = new Option<string>("--environment") { Description = "Environment of the runs. Default: unknown.", HelpName = "NAME" };
        var raw = new Option<bool>("--no-redaction") { Description = "Keep secrets as they are. Default: keys, tokens and passwords are replaced by marks." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("import", "Turn other people's traces into run files. The same input gives the same files; nothing is overwritten.")
        {
            format, paths, output, tools, model, environment, raw, json,
        };
        command.SetAction(parsed => Run(
            new Screen(context),
            parsed.GetRequiredValue(format),
            parsed.GetRequiredValue(paths),
            new ImportOptions
            {
                Out = parsed.GetRequiredValue(output),
                Tools = parsed.GetValue(tools) is { } file ? ToolFile.Load(file) : null,
                Model = parsed.GetValue(model),
                Environment = parsed.GetValue(environment) ?? "unknown",
                Redaction = parsed.GetValue(raw) ? RedactionPolicy.None : Secrets.Default,
                Progress = ImportReports.Progress(context),
            },
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, string format, string[] paths, ImportOptions options, bool json)
    {
        List<ImportEntry> imports = [];
        int errors = 0;
        foreach (string path in paths)
        {
            foreach (ITraceImporter importer in ImportersOf(format, path))
            {
                ImportReport report = importer.Import(path, options);
                errors += report.Findings.Count(finding => finding.Severity == FindingSeverity.Error);
                imports.Add(ImportReports.Entry(path, report));
                if (!json)
                {
                    ImportReports.Tell(screen, path, report);
                }
            }
        }

        if (json)
        {
            screen.WriteJson(new ImportDocument(options.Out, imports), CliJson.Default.ImportDocument);
        }
        else
        {
            screen.Write($"Run files: {options.Out}");
        }

        return errors > 0 ? ExitCodes.BadData : ExitCodes.Ok;
    }

    private static IReadOnlyList<ITraceImporter> ImportersOf(string format, string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new CommandException(ExitCodes.InputOutput, $"there is no file or folder '{path}'; check the spelling and the working folder.");
        }

        if (!string.Equals(format, Auto, StringComparison.OrdinalIgnoreCase))
        {
            return ImportFormats.Find(format) is { } named
                ? [named]
                : throw new CommandException(ExitCodes.Usage, $"there is no format '{format}'; there are {ImportFormats.Names}, and {Auto}.");
        }

        IReadOnlyList<ITraceImporter> found = [.. ImportFormats.All.Where(importer => importer.Recognises(path))];
        return found.Count > 0
            ? found
            : throw new CommandException(ExitCodes.BadData, $"'{path}' is of no format that is known ({ImportFormats.Names}); name the format to see what does not fit.");
    }
}
