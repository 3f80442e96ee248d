using System.Globalization;
using TraceKit.Learning;

namespace TraceKit.Rendering;

/// <summary>One line for each event of a learning algorithm.</summary>
internal static class LearningSummaries
{
    public static void All(EventSummaries summaries) => summaries
        .Add<LearningStart>(start => new(EventSummary.Join(start.Dataset, start.TaskName, start.TaskType, start.Model)))
        .Add<Synthesis>(made => new(EventSummary.Join(made.Mode, Rules(made.Rules), F1(made.Metrics), Took(made.DurationMs))))
        .Add<Critic>(critic => new(EventSummary.Join(Round(critic.Iteration), Text($"feedback on {critic.RuleFeedback} rules"), critic.GuidanceAdded is { } added ? Text($"{added} guidance added") : null)))
        .Add<Guidance>(guidance => new(
            EventSummary.Join(Round(guidance.Iteration), guidance.FocusClasses.Count == 0 ? null : $"focus on {string.Join(' ', guidance.FocusClasses)}"),
            guidance.ShouldContinue ? "continue" : "stop",
            StoryTone.Strong))
        .Add<Iteration>(Describe)
        .Add<Audit>(Describe)
        .Add<Prune>(prune => new(
            EventSummary.Join(Names(prune.Rules), Change(prune.Before, prune.After), prune.RulesAfter is { } left ? Text($"{left} rules left") : null),
            Word(prune.Cause),
            StoryTone.Warning))
        .Add<Evaluation>(point => new(EventSummary.Join(
            Text($"{point.Stage} {point.Number}").TrimEnd(), F1(point.Metrics), point.OnDev == true ? "on dev" : null, point.RuleCount is { } count ? Text($"{count} rules") : null)))
        .Add<BestRules>(best => new(EventSummary.Join(Text($"{best.Stage} {best.Number}").TrimEnd(), Rules(best.Rules), F1(best.Metrics))))
        .Add<RestoreBest>(restored => new(EventSummary.Join(Text($"from iteration {restored.FromIteration}"), Change(restored.Last, restored.Best), Rules(restored.Rules))))
        .Add<ValidatedStats>(stats => new(EventSummary.Join(Text($"{stats.Rules.Count} rules"), stats.OnDev == true ? "on dev" : null)))
        .Add<Final>(final => new(EventSummary.Join(
            Rules(final.Rules), F1(final.Metrics), final.OnDev == true ? "on dev" : null, final.Iterations is { } rounds ? Text($"{rounds} iterations") : null, final.StopReason)))
        .Add<LearningError>(error => new(EventSummary.Join(error.ErrorType, $"in {error.Stage}", Round(error.Iteration)), error.Fatal ? "fatal" : "error", StoryTone.Bad));

    private static EventSummary Describe(Iteration iteration)
    {
        string? number = (iteration.Number, iteration.Max) switch
        {
            (null, _) => null,
            ({ } at, null) => Text($"{at}"),
            ({ } at, { } max) => Text($"{at} of {max}"),
        };
        string text = EventSummary.Join(
            number,
            Change(iteration.Before, iteration.After),
            iteration.OnDev == true ? "on dev" : null,
            iteration.DecidedBy is { } by ? $"by {by}" : null,
            iteration.RulesAfter is { } rules ? Text($"{rules} rules") : null,
            iteration.StopReason);
        return iteration.Accepted switch
        {
            true => new(text, "accepted", StoryTone.Good),
            false => new(text, "rejected", StoryTone.Warning),
            null => new(text),
        };
    }

    private static EventSummary Describe(Audit audit)
    {
        string text = EventSummary.Join(
            audit.Phase switch
            {
                AuditPhase.Mid => "mid",
                AuditPhase.Final => "final",
                _ => null,
            },
            Text($"{audit.Merged.Count} merged"),
            Text($"{audit.Removed.Count} removed"),
            Text($"{audit.Tightened.Count} tightened"),
            audit.Skipped.Count == 0 ? null : Text($"{audit.Skipped.Count} skipped"),
            audit.Proposed.Count == 0 ? null : Text($"{audit.Proposed.Count} proposed, outcome not recorded"),
            Change(audit.Before, audit.After),
            audit.RevertReason);
        return audit.Reverted ? new EventSummary(text, "reverted", StoryTone.Warning) : new EventSummary(text);
    }

    private static string Word(PruneCause cause) => cause switch
    {
        PruneCause.Weak => "weak",
        PruneCause.Duplicate => "duplicate",
        _ => "harmful",
    };

    private static string Rules(IReadOnlyList<RuleRef?> rules) => Text($"{rules.Count} rules");

    /// <summary>A list in a file can hold null where the contract has none.</summary>
    private static string Names(IReadOnlyList<RuleRef?> rules) => string.Join(' ', rules.Select(rule => rule?.Name ?? "null"));

    private static string? Round(int? iteration) => iteration is { } number ? Text($"iteration {number}") : null;

    private static string? F1(LearningMetrics? metrics) => metrics is null ? null : Text($"F1 {metrics.MicroF1:0.###}");

    private static string? Change(LearningMetrics? before, LearningMetrics? after) => (before, after) switch
    {
        ({ } from, { } to) => Text($"F1 {from.MicroF1:0.###} → {to.MicroF1:0.###}"),
        _ => F1(before ?? after),
    };

    private static string? Took(double? milliseconds) => milliseconds is { } took ? DurationText.OfMilliseconds(took) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
