using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>A step of a learning run as every rendering shows it; what is not known is null.</summary>
internal sealed record StoryStep
{
    public required string Name { get; init; }

    /// <summary>How it went. Default: the step judges nothing.</summary>
    public string? Outcome { get; init; }

    public StoryTone Tone { get; init; }

    public double? Before { get; init; }

    public double? After { get; init; }

    /// <summary>What it changed, where both sides are known.</summary>
    public double? Delta => After - Before;

    /// <summary>Number of rules after it.</summary>
    public int? Rules { get; init; }

    public string Detail { get; init; } = string.Empty;
}
