namespace TraceKit.Rendering;

/// <summary>What an event says, in one line: a verdict when it has one, then the rest.</summary>
/// <param name="Text">What happened.</param>
/// <param name="Verdict">How it went, such as <c>ok</c>. Default: the event judges nothing.</param>
/// <param name="Tone">What the verdict is.</param>
internal readonly record struct EventSummary(string Text, string? Verdict = null, StoryTone Tone = StoryTone.Plain)
{
    public override string ToString() => Verdict is null ? Text : Text.Length == 0 ? Verdict : $"{Verdict}  {Text}";

    /// <summary>Joins the parts that are there.</summary>
    public static string Join(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
