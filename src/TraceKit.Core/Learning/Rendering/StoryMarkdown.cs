using System.Globalization;
using System.Text;
using TraceKit.Learning.Stories;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>A story as GitHub-flavoured Markdown; pictures lie beside it, because Markdown shows none that it holds.</summary>
internal static class StoryMarkdown
{
    public static string Of(LearningStory story, string? curve, string? lineage)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Learning trace: {MarkupText.Markdown(StoryHead.Dataset(story))}\n\n{MarkupText.Markdown(StoryHead.Facts(story))}\n\n");
        if (StoryHead.Gains(story) is { } gains)
        {
            text.Append(CultureInfo.InvariantCulture, $"**{gains}**\n\n");
        }

        Picture(text, "F1 and number of rules", curve);
        text.Append("| # | step | outcome | F1 before | F1 after | ΔF1 | rules | detail |\n|--:|---|---|--:|--:|--:|--:|---|\n");
        foreach ((int index, StoryStep step) in StorySteps.Of(story).Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {index + 1} | {MarkupText.Markdown(step.Name)} | {step.Outcome ?? "–"} | {Percent(step.Before)} | {Percent(step.After)} | ")
                .Append(CultureInfo.InvariantCulture, $"{(step.Delta is { } delta ? StoryNumbers.Delta(delta) : "–")} | {step.Rules?.ToString(CultureInfo.InvariantCulture) ?? "–"} | {MarkupText.Markdown(TerminalText.Line(step.Detail, 400))} |\n");
        }

        if (lineage is not null)
        {
            text.Append("\n## Rules\n\n");
            Picture(text, "What became of each rule", lineage);
        }

        if (story.Findings.Count > 0)
        {
            text.Append("\n## What does not fit together\n\n");
            foreach (LearningFinding finding in story.Findings)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {MarkupText.Markdown(finding.ToString())}\n");
            }
        }

        return text.ToString();
    }

    private static void Picture(StringBuilder text, string what, string? file)
    {
        if (file is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"![{what}](<{file.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>)\n\n");
        }
    }

    private static string Percent(double? share) => share is { } known ? StoryNumbers.Percent(known) : "–";
}
