using System.CommandLine;
using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Cli.Output;
using TraceKit.Learning.Stories;
using TraceKit.Rendering;

namespace TraceKit.Cli.Commands.Learn;

/// <summary><c>tracekit learn diff</c>: two learning runs side by side.</summary>
internal static class LearnDiffCommand
{
    private const string Unknown = "-";

    public static Command Create(CommandContext context)
    {
        Argument<string> left = StoryParts.Story("A");
        Argument<string> right = StoryParts.Story("B");
        Option<string> root = StoryParts.Root();
        Option<bool> json = CommandParts.Json();
        var command = new Command("diff", "Compare two learning runs: setup, steps, F1 and final rules. Differences are a result, not an error.") { left, right, root, json };
        command.SetAction(parsed =>
        {
            LearningStory before = StoryParts.Read(context, parsed.GetRequiredValue(left), parsed.GetRequiredValue(root));
            LearningStory after = StoryParts.Read(context, parsed.GetRequiredValue(right), parsed.GetRequiredValue(root));
            return Run(new Screen(context), before, after, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(Screen screen, LearningStory left, LearningStory right, bool json)
    {
        LearningComparison comparison = LearningComparison.Of(left, right);
        if (json)
        {
            screen.WriteJson(comparison, CliJson.Default.LearningComparison);
            return ExitCodes.Ok;
        }

        screen.Write(new StoryLine([new("A  ", StoryTone.Strong), new(left.RunId)]));
        screen.Write(new StoryLine([new("B  ", StoryTone.Strong), new(right.RunId)]));
        screen.Write(StoryLine.Blank);
        Table(screen, comparison);
        Rules(screen, "only in A", comparison.OnlyLeft);
        Rules(screen, "only in B", comparison.OnlyRight);
        Rules(screen, "in both", comparison.Both);
        screen.Write(StoryLine.Blank);
        screen.Write(comparison.FirstDifference is { } first
            ? string.Create(CultureInfo.InvariantCulture, $"The runs differ from step {first + 1} on.")
            : "The runs tell the same, apart from times and ids.");
        return ExitCodes.Ok;
    }

    private static void Table(Screen screen, LearningComparison comparison)
    {
        var grid = new Grid(new GridColumn(string.Empty), new GridColumn("A") { IsNumber = true }, new GridColumn("B") { IsNumber = true }, new GridColumn("B - A") { IsNumber = true });
        grid.Add(new("final F1", StoryTone.Strong), new(Share(comparison.LeftF1)), new(Share(comparison.RightF1)), Change(comparison.F1Delta));
        foreach (LearningDifference steps in comparison.Steps)
        {
            grid.Add(new(steps.Name), new(steps.Left ?? Unknown), new(steps.Right ?? Unknown), new(string.Empty));
        }

        foreach (LearningDifference fact in comparison.Setup)
        {
            grid.Add(new(fact.Name, StoryTone.Warning), new(fact.Left ?? Unknown), new(fact.Right ?? Unknown), new(string.Empty));
        }

        screen.Write(grid.Lines(screen.TableWidth));
    }

    private static void Rules(Screen screen, string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            screen.Write(StoryLine.Blank);
            screen.Write(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(names.Count, "final rule")} {what}"), StoryTone.Strong);
            screen.Write(names.Select(name => StoryLine.Of("  " + TerminalText.Line(name, screen.StoryWidth - 2))));
        }
    }

    private static string Share(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.0}%") : Unknown;

    private static StorySpan Change(double? delta) => delta is { } known
        ? new(string.Create(CultureInfo.InvariantCulture, $"{known:+0.000;-0.000;+0.000}"), known < 0 ? StoryTone.Bad : StoryTone.Good)
        : new(Unknown);
}
