using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.Sft.Building;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Recipes;

namespace TraceKit.Cli.Commands.Sft;

/// <summary><c>tracekit sft build</c>: makes a dataset of run files, or refuses to.</summary>
internal static class SftBuildCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> path = CommandParts.Path("DIR");
        var output = new Option<string>("--out") { Description = "Folder that the dataset goes to; new or empty.", HelpName = "DS", Required = true };
        var recipe = new Option<string>("--recipe") { Description = "Recipe, a JSON file; docs/format/dataset-v1.md lists its members. The options below win over it.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = $"Target format: {string.Join(" or ", TargetFormats.Names)}. Default: trl.", HelpName = "NAME" };
        Option<string> split = new Option<string>("--split") { Description = "What stays together: task, run, or random (which leaks, and is refused when it does). Default: task." }
            .AcceptOnlyFromAmong("task", "run", "random");
        Option<string> outcome = new Option<string>("--outcome") { Description = "Runs that give rows: all, or success as a trusted source says. Default: all." }
            .AcceptOnlyFromAmong("all", "success");
        var strict = new Option<bool>("--strict") { Description = "Warnings count: exit 1 when there is one." };
        var force = new Option<bool>("--force") { Description = "Replace a dataset that is in the folder already." };
        Option<bool> json = CommandParts.Json();
        var command = new Command("build", "Build a dataset. A gate that finds it misleading refuses it: then there is a report and no rows.")
        {
            path, output, recipe, format, split, outcome, strict, force, json,
        };
        command.SetAction(parsed => Run(
            context,
            parsed.GetRequiredValue(path),
            parsed.GetRequiredValue(output),
            With(parsed.GetValue(recipe) is { } file ? RecipeFile.Load(file) : new SftRecipe(), parsed.GetValue(format), parsed.GetValue(split), parsed.GetValue(outcome)),
            parsed.GetValue(strict),
            parsed.GetValue(force),
            parsed.GetValue(json)));
        return command;
    }

    private static SftRecipe With(SftRecipe recipe, string? format, string? split, string? outcome) => recipe with
    {
        Format = format ?? recipe.Format,
        Split = recipe.Split with { By = split ?? recipe.Split.By },
        Select = recipe.Select with { Outcome = outcome ?? recipe.Select.Outcome },
    };

    private static int Run(CommandContext context, string path, string output, SftRecipe recipe, bool strict, bool force, bool json)
    {
        var screen = new Screen(context);
        BuildResult result = Build(context, path, output, recipe, force);
        if (json)
        {
            screen.WriteJson(new BuildDocument(result.Folder, result.Report), CliJson.Default.BuildDocument);
        }
        else
        {
            Tell(screen, result);
        }

        return result switch
        {
            { IsRefused: true } => ExitCodes.Refused,
            { HasWarnings: true } when strict => ExitCodes.Warnings,
            _ => ExitCodes.Ok,
        };
    }

    private static BuildResult Build(CommandContext context, string path, string output, SftRecipe recipe, bool force)
    {
        using var progress = new Progress(context, Directory.Exists(path) ? TraceFolder.List(path).Count : 1);
        return DatasetBuilder.Build(path, output, recipe, force, new Steps(progress));
    }

    private static void Tell(Screen screen, BuildResult result)
    {
        DatasetReport report = result.Report;
        screen.Write(GateTable.Of(report.Gates, screen.TableWidth));
        screen.Write(StoryLine.Blank);
        foreach (MassBalance stage in report.Balance)
        {
            screen.Write(Balance(stage));
        }

        screen.Write(StoryLine.Blank);
        string rows = string.Join(", ", report.Rows.Select(split => string.Create(CultureInfo.InvariantCulture, $"{split.Key} {split.Value}")));
        string kinds = string.Join(", ", report.RowsByKind.Where(kind => kind.Value > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {kind.Value}")));
        if (result.IsRefused)
        {
            screen.Write(new StoryLine([new("refused", StoryTone.Bad), new($" by {string.Join(", ", report.Gates.Where(gate => gate.Verdict == GateVerdict.Error).Select(gate => gate.Id))}: no rows were written; {Path.Combine(result.Folder, DatasetFormat.Report)} says why")]));
            return;
        }

        StoryTone tone = result.HasWarnings ? StoryTone.Warning : StoryTone.Good;
        screen.Write(new StoryLine([new(result.HasWarnings ? "built with warnings" : "built", tone), new($": {Counted.Of(report.Rows.Values.Sum(), "row")} for {report.Recipe.Format} ({rows}; {kinds})")]));
        screen.Write($"Dataset: {result.Folder}");
        if (report.Rows.FirstOrDefault(split => split.Value > 0).Key is { } first)
        {
            screen.Write($"Where a row comes from: tracekit sft audit {result.Folder} {first}:0", StoryTone.Dim);
        }
    }

    private static StoryLine Balance(MassBalance stage)
    {
        string dropped = string.Join(", ", stage.Dropped.Select(drop => string.Create(CultureInfo.InvariantCulture, $"{drop.Value} {drop.Key}")));
        return new StoryLine(
        [
            new($"{stage.Stage,-10} ", StoryTone.Strong),
            new(string.Create(CultureInfo.InvariantCulture, $"{stage.In,6} in  {stage.Out,6} out  ")),
            new(dropped.Length > 0 ? $"dropped {dropped}" : "nothing dropped", dropped.Length > 0 ? StoryTone.Plain : StoryTone.Dim),
        ]);
    }

    private sealed class Steps(Progress progress) : IProgress<int>
    {
        public void Report(int value) => progress.Next("run files");
    }
}
