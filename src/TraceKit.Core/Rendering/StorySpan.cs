namespace TraceKit.Rendering;

/// <summary>A piece of a line.</summary>
/// <param name="Text">The text; it holds no control characters.</param>
/// <param name="Tone">What it is.</param>
public readonly record struct StorySpan(string Text, StoryTone Tone = StoryTone.Plain);
