using System.Globalization;
using TraceKit.Learning.Stories;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>What a story is about, in the words of its heading.</summary>
internal static class StoryHead
{
    public static string Dataset(LearningStory story) => story.Start?.Dataset ?? "data set not recorded";

    /// <summary>Run, path of the algorithm, iterations and time.</summary>
    public static string Facts(LearningStory story) => string.Join(", ", new[]
    {
        $"run {ShortId(story.RunId)}",
        story.Start?.Coordinator,
        Iterations(story) is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} iteration{(count == 1 ? string.Empty : "s")}") : null,
        Duration(story),
        story.Status == RunFiles.RunStatus.Completed ? null : story.Status.ToString().ToLowerInvariant(),
    }.OfType<string>());

    public static int? Iterations(LearningStory story) =>
        story.Entries.LastOrDefault(entry => entry.Final is not null)?.Final?.Iterations ?? Counted(story);

    /// <summary>Patches without a number are no iterations that could be counted.</summary>
    private static int? Counted(LearningStory story)
    {
        List<Iteration> rounds = [.. story.Entries.Select(entry => entry.Iteration).OfType<Iteration>()];
        return rounds.Count > 0 && rounds.TrueForAll(round => round.Number is not null) ? rounds.Count : null;
    }

    public static string? Duration(LearningStory story) =>
        (story.Entries.LastOrDefault(entry => entry.Final is not null)?.Final?.DurationMs, story.EndedAt - story.StartedAt) switch
        {
            ({ } milliseconds, _) => DurationText.OfMilliseconds(milliseconds),
            (_, { Ticks: > 0 } span) => DurationText.Of(span),
            _ => null,
        };

    /// <summary>Where the F1 came from, in one sentence; null when the ends of the way are not known.</summary>
    public static string? Gains(LearningStory story)
    {
        LearningGains gains = LearningGains.Of(story);
        if (gains is not { From: { } from, To: { } to, Total: { } total, Unexplained: { } rest })
        {
            return null;
        }

        (string Name, double Part)[] parts = [("patches", gains.Patches), ("audits", gains.Audits), ("prunes", gains.Prunes), ("restore", gains.Restores), ("not accounted for", rest)];
        string sum = string.Join(", ", parts.Where(part => !ScoreBook.Near(part.Part, 0)).Select(part => $"{part.Name} {StoryNumbers.Delta(part.Part)}"));
        return $"F1 {StoryNumbers.Percent(from)} → {StoryNumbers.Percent(to)} ({StoryNumbers.Delta(total)}{(sum.Length > 0 ? ": " : string.Empty)}{sum})";
    }

    /// <summary>Ids made from the time differ at their ends.</summary>
    public static string ShortId(string id) => id.Length <= 24 ? id : $"{id[..8]}…{id[^6..]}";
}
