namespace TraceKit.Learning.Stories;

/// <summary>Where the F1 of a learning run came from, step kind by step kind: the parts of patches and of audits are told apart.</summary>
public sealed record LearningGains
{
    /// <summary>The first F1 that was recorded. Default: none was.</summary>
    public double? From { get; init; }

    /// <summary>The F1 at which the steps arrive. Default: it is not known.</summary>
    public double? To { get; init; }

    /// <summary>What accepted patches changed.</summary>
    public double Patches { get; init; }

    /// <summary>What audits changed that hold; where an audit was not evaluated, up to the next F1 that was.</summary>
    public double Audits { get; init; }

    /// <summary>What prunings changed.</summary>
    public double Prunes { get; init; }

    /// <summary>What taking the best rules again changed.</summary>
    public double Restores { get; init; }

    /// <summary>The whole way, or null when an end of it is not known.</summary>
    public double? Total => To - From;

    /// <summary>What no step accounts for; 0 within rounding when the story adds up.</summary>
    public double? Unexplained => Total - Patches - Audits - Prunes - Restores;

    /// <summary>Adds the steps up.</summary>
    /// <param name="story">The story.</param>
    public static LearningGains Of(LearningStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        var gains = new LearningGains();
        double? now = null;
        bool waits = false;
        foreach (LearningEntry entry in story.Entries)
        {
            (double? before, double? after, bool holds) = Step(entry);
            double? start = gains.From ?? before ?? after;
            if (waits && before is { } known)
            {
                gains = gains with { Audits = gains.Audits + known - now ?? 0 };
                waits = false;
            }

            double step = holds && before is { } from && after is { } to ? to - from : 0;
            waits |= entry.Audit is { Reverted: false } audit && after is null && now is not null && audit.Merged.Count + audit.Removed.Count + audit.Tightened.Count > 0;
            now = (holds ? after : null) ?? before ?? now;
            gains = (gains with { From = start, To = now }).With(entry, step);
        }

        return gains;
    }

    private LearningGains With(LearningEntry entry, double step) => entry switch
    {
        { Iteration: not null } => this with { Patches = Patches + step },
        { Audit: not null } => this with { Audits = Audits + step },
        { Prune: not null } => this with { Prunes = Prunes + step },
        { RestoreBest: not null } => this with { Restores = Restores + step },
        _ => this,
    };

    private static (double? Before, double? After, bool Holds) Step(LearningEntry entry) => entry switch
    {
        { Synthesis.Metrics: { } made } => (null, made.MicroF1, true),
        { Iteration: { } round } => (round.Before?.MicroF1, round.After?.MicroF1, round.Accepted == true),
        { Audit: { } audit } => (audit.Before?.MicroF1, audit.After?.MicroF1, !audit.Reverted),
        { Prune: { } prune } => (prune.Before?.MicroF1, prune.After?.MicroF1, true),
        { RestoreBest: { } restored } => (restored.Last.MicroF1, restored.Best.MicroF1, true),
        _ => (null, null, false),
    };
}
