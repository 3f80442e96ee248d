using TraceKit.Reading;

namespace TraceKit.Rendering;

/// <summary>Tells a run to people: what it is, then one line for each event. All text of the run is escaped for terminals.</summary>
public static class TraceStory
{
    /// <summary>Tells a run line by line, in pieces that can be coloured.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How it is told. Default: 100 columns, without data.</param>
    public static IEnumerable<StoryLine> Lines(RecordedRun run, TraceStoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new TraceStoryOptions();
        int width = Math.Max(options.Width, 40);
        return [.. StoryHeader.Lines(run, width), StoryLine.Blank, .. new StoryTimeline(run, width, options.Full).Lines()];
    }

    /// <summary>Tells a run as plain text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How it is told. Default: 100 columns, without data.</param>
    /// <returns>The lines, each ended by a line feed.</returns>
    public static string Render(RecordedRun run, TraceStoryOptions? options = null) =>
        string.Concat(Lines(run, options).Select(line => line + "\n"));

    /// <summary>Says in one line what an event is about.</summary>
    /// <param name="recorded">The event.</param>
    /// <param name="maxWidth">Columns that it may take. Default: 200.</param>
    public static string Summarize(RecordedEvent recorded, int maxWidth = 200)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return TerminalText.Line(EventSummaries.Of(recorded).ToString(), maxWidth);
    }
}
