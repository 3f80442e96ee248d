using RuleLearner.Models;
using RuleLearner.Rules;
using TraceKit.Learning;

namespace RuleLearner.Steps;

/// <summary>Asks for a patch and puts it to the test.</summary>
internal sealed class Patcher(RuleModel model, RuleBench bench)
{
    /// <summary>A round of refinement.</summary>
    /// <param name="number">Number of the round.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="before">How they do, evaluated after whatever an audit of this round did to them.</param>
    /// <param name="guide">What the coordinator said. Default: nothing.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<(RuleSet Rules, Iteration Fact)> RoundAsync(int number, RuleSet rules, Evaluated before, GuideReply? guide, CancellationToken cancellationToken)
    {
        Question question = bench.Ask("patch", rules) with { FocusClasses = guide?.FocusClasses ?? [], Guidance = guide?.Guidance };
        (RuleReply? reply, IReadOnlyList<long> calls) = await model.AskAsync(question, DraftJson.Default.RuleReply, cancellationToken);
        var round = new Iteration
        {
            Number = number,
            Max = bench.Settings.MaxIterations,
            Before = before.Metrics,
            OnDev = bench.Examples.Dev.Count > 0,
            Failures = before.Summary,
            RulesAfter = rules.Rules.Count,
            Calls = calls,
        };
        (RuleSet candidate, RulePatch patch) = Apply(rules, reply ?? new RuleReply());
        if (patch.Added.Count + patch.Replaced.Count + patch.Deleted.Count == 0)
        {
            return (rules, round with { StopReason = reply is null ? "reply_unreadable" : "patch_empty" });
        }

        Evaluated after = bench.Try(candidate);
        (bool accepted, string by) = Decide(before.Metrics, after.Metrics);
        return (accepted ? candidate : rules, round with
        {
            Patch = patch,
            After = after.Metrics,
            Accepted = accepted,
            DecidedBy = by,
            RulesAfter = accepted ? candidate.Rules.Count : rules.Rules.Count,
            StopReason = number == bench.Settings.MaxIterations ? "max_iterations" : null,
        });
    }

    /// <summary>F1 may fall a little where precision rises: which of the two it was is recorded.</summary>
    private static (bool Accepted, string By) Decide(LearningMetrics before, LearningMetrics after) =>
        after.MicroF1 >= before.MicroF1 - 0.005 ? (true, "f1_not_worse")
        : after.MicroPrecision > before.MicroPrecision ? (true, "precision_rose")
        : (false, "f1_fell");

    private (RuleSet Rules, RulePatch Patch) Apply(RuleSet rules, RuleReply reply)
    {
        List<Rule> all = [.. rules.Rules];
        List<RuleRef> added = [];
        List<RuleReplacement> replaced = [];
        List<RuleRef> deleted = [];
        foreach (Rule gone in all.Where(rule => reply.Deleted.Contains(rule.Name)).ToList())
        {
            all.Remove(gone);
            deleted.Add(gone.Ref);
        }

        foreach (Rule rule in reply.Rules.Select(bench.Make).OfType<Rule>())
        {
            int old = all.FindIndex(other => other.Name == rule.Name);
            if (old < 0 && all.Count < bench.Settings.MaxRules)
            {
                all.Add(rule);
                added.Add(rule.Ref);
            }
            else if (old >= 0 && all[old].Pattern != rule.Pattern && added.TrueForAll(other => other.Name != rule.Name))
            {
                replaced.Add(new RuleReplacement { Name = rule.Name, OldId = all[old].Id, NewId = rule.Id });
                all[old] = rule;
            }
        }

        return (new RuleSet(all), new RulePatch { Added = added, Replaced = replaced, Deleted = deleted });
    }
}
