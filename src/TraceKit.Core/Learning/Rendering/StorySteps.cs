using System.Globalization;
using TraceKit.Learning.Stories;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>Tells the entries of a story as steps.</summary>
internal static class StorySteps
{
    /// <summary>The steps, one for each entry.</summary>
    public static IReadOnlyList<StoryStep> Of(LearningStory story)
    {
        var book = new RuleBook();
        List<StoryStep> steps = [];
        foreach (LearningEntry entry in story.Entries)
        {
            book.Apply(entry);
            StoryStep step = Tell(entry);
            steps.Add(step with { Rules = step.Rules ?? (Changes(entry) ? book.Count : null) });
        }

        return steps;
    }

    private static bool Changes(LearningEntry entry) => entry is not ({ Critic: not null } or { Guidance: not null } or { LearningError: not null } or { Evaluation: not null } or { ValidatedStats: not null });

    private static StoryStep Tell(LearningEntry entry) => entry switch
    {
        { Synthesis: { } made } => new StoryStep
        {
            Name = "synthesis",
            After = made.Metrics?.MicroF1,
            Rules = made.Rules.Count,
            Detail = Join(Names(made.Rules), List("failed for ", made.PerClass.Where(part => part.ErrorType is not null).Select(part => $"{part.Label} ({part.ErrorType})"))),
        },
        { Critic: { } critic } => new StoryStep
        {
            Name = Numbered("critic", critic.Iteration),
            Detail = Join(Text($"feedback on {critic.RuleFeedback} rules"), critic.GuidanceAdded is > 0 and var added ? Text($"{added} guidance added") : null),
        },
        { Guidance: { } guidance } => new StoryStep
        {
            Name = Numbered("guidance", guidance.Iteration),
            Outcome = guidance.ShouldContinue ? "continue" : "stop",
            Tone = guidance.ShouldContinue ? StoryTone.Plain : StoryTone.Warning,
            Detail = List("focus on ", guidance.FocusClasses) ?? string.Empty,
        },
        { Iteration: { } round } => Tell(round),
        { Audit: { } audit } => Tell(audit),
        { Prune: { } prune } => new StoryStep
        {
            Name = $"prune ({Word(prune.Cause)})",
            Outcome = "pruned",
            Before = prune.Before?.MicroF1,
            After = prune.After?.MicroF1,
            Rules = prune.RulesAfter,
            Detail = Join(List("dropped ", prune.Rules.Select(Name)), prune.Kept.Count > 0 ? List("kept ", prune.Kept.Select(Name)) : null),
        },
        { Evaluation: { } point } => new StoryStep
        {
            Name = Numbered(point.Stage, point.Number),
            After = point.Metrics.MicroF1,
            Rules = point.RuleCount,
            Detail = Join(
                Percent("P ", point.Metrics.MicroPrecision), Percent("R ", point.Metrics.MicroRecall), Percent("exact ", point.Metrics.ExactMatch), point.OnDev == true ? "held out" : null),
        },
        { BestRules: { } best } => new StoryStep
        {
            Name = Numbered("best at", best.Number),
            After = best.Metrics?.MicroF1,
            Rules = best.Rules.Count,
            Detail = Names(best.Rules),
        },
        { RestoreBest: { } restored } => new StoryStep
        {
            Name = "restore best",
            Outcome = "restored",
            Before = restored.Last.MicroF1,
            After = restored.Best.MicroF1,
            Rules = restored.Rules.Count,
            Detail = Text($"the rules of iteration {restored.FromIteration}: {Names(restored.Rules)}"),
        },
        { ValidatedStats: { } stats } => new StoryStep
        {
            Name = "validated",
            Detail = Join(Text($"{stats.Rules.Count} rules by themselves{(stats.OnDev == true ? ", held out" : string.Empty)}"), List("never right: ", stats.Rules.Where(rule => rule.Precision == 0).Select(rule => rule.Name))),
        },
        { Final: { } final } => new StoryStep
        {
            Name = "final",
            After = final.Metrics?.MicroF1,
            Rules = final.Rules.Count,
            Detail = Join(Names(final.Rules), Stop(final.StopReason)),
        },
        { LearningError: { } error } => new StoryStep
        {
            Name = Numbered("error", error.Iteration),
            Outcome = error.Fatal ? "fatal" : "error",
            Tone = StoryTone.Bad,
            Detail = $"{error.ErrorType} in {error.Stage}",
        },
        _ => new StoryStep { Name = "unknown" },
    };

    private static StoryStep Tell(Iteration round) => new()
    {
        Name = Numbered(round.Number is null ? "patch" : "iteration", round.Number),
        Outcome = round switch
        {
            { Accepted: true } => "accepted",
            { Accepted: false } => "rejected",
            { Patch: not null } => "unknown",
            { StopReason: not null } => "stopped",
            _ => null,
        },
        Tone = round.Accepted switch
        {
            true => StoryTone.Good,
            false => StoryTone.Bad,
            null => StoryTone.Warning,
        },
        Before = round.Before?.MicroF1,
        After = round.After?.MicroF1,
        Rules = round.RulesAfter,
        Detail = Join(
            Changes(round.Patch),
            Failed(round.Failures),
            round.DecidedBy is { } by ? $"by {by}" : null,
            round.OnDev == true ? "held out" : null,
            Stop(round.StopReason)),
    };

    private static StoryStep Tell(Audit audit) => new()
    {
        Name = audit.Phase is { } phase ? $"audit ({(phase == AuditPhase.Mid ? "mid" : "final")})" : "audit",
        Outcome = audit switch
        {
            { Reverted: true } => "reverted",
            { Proposed.Count: > 0 } => "unknown",
            _ when audit.Merged.Count + audit.Removed.Count + audit.Tightened.Count > 0 => "applied",
            _ => "no action",
        },
        Tone = audit.Reverted || audit.Proposed.Count > 0 ? StoryTone.Warning : StoryTone.Plain,
        Before = audit.Before?.MicroF1,
        After = audit.After?.MicroF1,
        Rules = audit.RulesAfter,
        Detail = Join(
            [
                .. audit.Merged.Select(merge => $"merged {string.Join(',', merge.Sources.Select(Name))} → {merge.Into.Name}"),
                List("removed ", audit.Removed.Select(Name)),
                List("tightened ", audit.Tightened.Select(Name)),
                .. audit.Skipped.Select(skipped => $"skipped {Word(skipped.Action)} {string.Join(',', skipped.RuleIds)} ({skipped.Reason})"),
                .. audit.Proposed.Select(proposal => $"proposed {Word(proposal.Action)} {string.Join(',', proposal.RuleIds)}{(proposal.Into is { } into ? " → " + into : string.Empty)}"),
                audit.RevertReason is { } why ? $"reverted: {why}" : null,
            ]),
    };

    /// <summary>What a patch changes: <c>+added ~replaced -deleted</c>, with commas where names have blanks.</summary>
    private static string Changes(RulePatch? patch)
    {
        string[] names =
        [
            .. (patch?.Added ?? []).Select(rule => "+" + rule.Name),
            .. (patch?.Replaced ?? []).Select(rule => "~" + rule.Name),
            .. (patch?.Deleted ?? []).Select(rule => "-" + rule.Name),
        ];
        return string.Join(names.Any(name => name.Contains(' ', StringComparison.Ordinal)) ? ", " : " ", names);
    }

    private static string? Failed(FailureSummary? failures)
    {
        if (failures is null)
        {
            return null;
        }

        string parts = string.Join(", ", failures.ByMode.Concat(failures.ByClass).Select(count => Text($"{count.Label} {count.Count}")));
        return Text($"{failures.Total} failures{(parts.Length > 0 ? ": " : string.Empty)}{parts}");
    }

    private static string? Stop(string? reason) => reason is null ? null : $"stop: {reason}";

    private static string Name(RuleRef rule) => rule.Name;

    private static string Names(IEnumerable<RuleRef> rules) => string.Join(", ", rules.Select(Name));

    private static string? List(string before, IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? before + list : null;

    private static string? Percent(string before, double? share) => share is { } known ? before + StoryNumbers.Percent(known) : null;

    private static string Numbered(string what, int? number) => number is { } known ? Text($"{what} {known}") : what;

    private static string Word(PruneCause cause) => cause.ToString().ToLowerInvariant();

    private static string Word(AuditAction action) => action.ToString().ToLowerInvariant();

    private static string Join(params IEnumerable<string?> parts) => string.Join("; ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
