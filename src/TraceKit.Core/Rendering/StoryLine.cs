namespace TraceKit.Rendering;

/// <summary>A line for people; its plain text is the concatenation of its spans.</summary>
/// <param name="Spans">The pieces, in order.</param>
public sealed record StoryLine(IReadOnlyList<StorySpan> Spans)
{
    /// <summary>A line without text.</summary>
    public static StoryLine Blank { get; } = new([]);

    /// <summary>A line of one piece.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tone">What it is. Default: ordinary text.</param>
    public static StoryLine Of(string text, StoryTone tone = StoryTone.Plain) => new([new StorySpan(text, tone)]);

    /// <inheritdoc/>
    public override string ToString() => string.Concat(Spans.Select(span => span.Text));
}
