using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Testing.Expectations;

/// <summary>Events of a run, named by their places.</summary>
internal static class Places
{
    private const int Shown = 8;
    private const int Width = 400;

    public static string Of(IReadOnlyCollection<RecordedEvent> events) =>
        string.Join(", ", events.Take(Shown).Select(recorded => $"#{recorded.Seq}")) + (events.Count > Shown ? $" and {events.Count - Shown} more" : string.Empty);

    /// <summary>Events with what they say, one a line.</summary>
    public static string Told(IReadOnlyCollection<RecordedEvent> events) =>
        string.Concat(events.Take(Shown).Select(recorded => $"\n  #{recorded.Seq}: {TraceStory.Summarize(recorded, Width)}"))
        + (events.Count > Shown ? $"\n  and {events.Count - Shown} more" : string.Empty);

    /// <summary>Joins the parts that are there.</summary>
    public static string Join(IReadOnlyList<string?> parts) => string.Join(", and ", parts.Where(part => part is not null));
}
