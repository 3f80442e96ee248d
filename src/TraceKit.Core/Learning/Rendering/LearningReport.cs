using TraceKit.Learning.Stories;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>Shows the story of a learning run to people. Names come from models: each rendering escapes them in its own way.</summary>
public static class LearningReport
{
    /// <summary>The columns of the report's rules and of a page of text.</summary>
    public const int Columns = 76;

    /// <summary>Prints the story to the console: plain where it is redirected or <c>NO_COLOR</c> is set, else with colours.</summary>
    /// <param name="story">The story.</param>
    public static void PrintTrace(LearningStory story) =>
        PrintTrace(story, Console.Out, colors: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Prints the story.</summary>
    /// <param name="story">The story.</param>
    /// <param name="output">Gets the lines.</param>
    /// <param name="colors">Whether a terminal that knows ANSI codes shows them.</param>
    /// <param name="width">Columns that a line may take; below 76 it counts as 76.</param>
    public static void PrintTrace(LearningStory story, TextWriter output, bool colors = false, int width = Columns)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (StoryLine line in Lines(story, width))
        {
            output.Write((colors ? AnsiText.Of(line) : line.ToString()).TrimEnd(' ') + "\n");
        }
    }

    /// <summary>Tells the story line by line, in pieces that can be coloured.</summary>
    /// <param name="story">The story.</param>
    /// <param name="width">Columns that a line may take; below 76 it counts as 76.</param>
    public static IEnumerable<StoryLine> Lines(LearningStory story, int width = Columns)
    {
        ArgumentNullException.ThrowIfNull(story);
        return new StoryTable(story, width).Lines();
    }

    /// <summary>Tells the story in Markdown.</summary>
    /// <param name="story">The story.</param>
    /// <param name="curve">Address of the picture of the F1 curve. Default: none is shown.</param>
    /// <param name="lineage">Address of the picture of the rules' lineage. Default: none is shown.</param>
    public static string Markdown(LearningStory story, string? curve = null, string? lineage = null)
    {
        ArgumentNullException.ThrowIfNull(story);
        return StoryMarkdown.Of(story, curve, lineage);
    }

    /// <summary>Tells the story as one HTML page that needs nothing else.</summary>
    /// <param name="story">The story.</param>
    public static string Html(LearningStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        return new StoryPage(story).Write();
    }

    /// <summary>Draws the F1 curve and the size of the rule set as SVG.</summary>
    /// <param name="story">The story.</param>
    /// <returns>The picture; an empty text when no F1 was recorded.</returns>
    public static string CurveSvg(LearningStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        return Rendering.CurveSvg.Draw(story);
    }

    /// <summary>Draws what became of each rule as SVG.</summary>
    /// <param name="story">The story.</param>
    /// <returns>The picture; an empty text when there is no rule.</returns>
    public static string LineageSvg(LearningStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        return Rendering.LineageSvg.Draw(story);
    }
}
