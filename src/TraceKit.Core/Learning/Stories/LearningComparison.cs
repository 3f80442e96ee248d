namespace TraceKit.Learning.Stories;

/// <summary>Two learning runs side by side.</summary>
public sealed record LearningComparison
{
    /// <summary>What differs in how the runs were set up: member, and its value in each; null where a run does not say.</summary>
    public required IReadOnlyList<LearningDifference> Setup { get; init; }

    /// <summary>The F1 at which the first run ends: its final entry's, or where its steps arrive. Default: not known.</summary>
    public double? LeftF1 { get; init; }

    /// <summary>The F1 at which the second run ends. Default: not known.</summary>
    public double? RightF1 { get; init; }

    /// <summary>How much better the second is, or null when an F1 is not known.</summary>
    public double? F1Delta => RightF1 - LeftF1;

    /// <summary>Number of entries of each kind in either: kind, and its number in each.</summary>
    public required IReadOnlyList<LearningDifference> Steps { get; init; }

    /// <summary>Names of the final rules of the first alone.</summary>
    public required IReadOnlyList<string> OnlyLeft { get; init; }

    /// <summary>Names of the final rules of the second alone.</summary>
    public required IReadOnlyList<string> OnlyRight { get; init; }

    /// <summary>Names of the final rules of both.</summary>
    public required IReadOnlyList<string> Both { get; init; }

    /// <summary>The entry, by its index, from which on the runs differ; null when they tell the same.</summary>
    public int? FirstDifference { get; init; }

    /// <summary>Compares two runs. Nothing is judged: data, seeds and settings may differ, and are listed.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static LearningComparison Of(LearningStory left, LearningStory right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        string[] before = FinalNames(left);
        string[] after = FinalNames(right);
        return new LearningComparison
        {
            Setup = SetupFacts.Compare(left, right),
            LeftF1 = EndOf(left),
            RightF1 = EndOf(right),
            Steps = StepsOf(left, right),
            OnlyLeft = [.. before.Except(after, StringComparer.Ordinal)],
            OnlyRight = [.. after.Except(before, StringComparer.Ordinal)],
            Both = [.. before.Intersect(after, StringComparer.Ordinal)],
            FirstDifference = FirstOf(left, right),
        };
    }

    private static string[] FinalNames(LearningStory story) =>
        [.. (story.Entries.LastOrDefault(entry => entry.Final is not null)?.Final?.Rules ?? []).Select(rule => rule.Name).Order(StringComparer.Ordinal)];

    private static double? EndOf(LearningStory story) =>
        story.Entries.LastOrDefault(entry => entry.Final is not null)?.Final?.Metrics?.MicroF1 ?? LearningGains.Of(story).To;

    private static LearningDifference[] StepsOf(LearningStory left, LearningStory right)
    {
        Dictionary<string, int> before = Count(left);
        Dictionary<string, int> after = Count(right);
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(kind => new LearningDifference(kind, SetupFacts.Text(before.GetValueOrDefault(kind)), SetupFacts.Text(after.GetValueOrDefault(kind))))];
    }

    private static Dictionary<string, int> Count(LearningStory story) =>
        story.Entries.SelectMany(entry => entry.Facts).CountBy(fact => SetupFacts.KindOf(fact)).ToDictionary(StringComparer.Ordinal);

    private static int? FirstOf(LearningStory left, LearningStory right)
    {
        for (int i = 0; i < Math.Max(left.Entries.Count, right.Entries.Count); i++)
        {
            if (SetupFacts.Essence(left.Entries.ElementAtOrDefault(i)) != SetupFacts.Essence(right.Entries.ElementAtOrDefault(i)))
            {
                return i;
            }
        }

        return null;
    }
}
