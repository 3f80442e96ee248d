using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>Lines with the colours that every terminal has.</summary>
internal static class AnsiText
{
    public static string Of(StoryLine line) => string.Concat(line.Spans.Select(span => CodeOf(span.Tone) is { } code ? $"\e[{code}m{span.Text}\e[0m" : span.Text));

    private static string? CodeOf(StoryTone tone) => tone switch
    {
        StoryTone.Dim => "90",
        StoryTone.Strong => "1",
        StoryTone.Role => "36",
        StoryTone.Good => "32",
        StoryTone.Warning => "33",
        StoryTone.Bad => "1;31",
        _ => null,
    };
}
