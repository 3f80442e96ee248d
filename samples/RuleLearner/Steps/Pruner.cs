using RuleLearner.Rules;
using TraceKit.Learning;

namespace RuleLearner.Steps;

/// <summary>Drops rules that say what another says, that are never right, or without which the others do better.</summary>
internal sealed class Pruner(RuleBench bench)
{
    /// <summary>Each pruning that drops a rule.</summary>
    public IEnumerable<(RuleSet Rules, Prune Fact)> Prune(RuleSet rules)
    {
        foreach (Func<RuleSet, (PruneCause Cause, List<Rule> Rules, List<Rule> Kept)> find in (Func<RuleSet, (PruneCause, List<Rule>, List<Rule>)>[])[Duplicate, Weak, Harmful])
        {
            (PruneCause cause, List<Rule> gone, List<Rule> kept) = find(rules);
            if (gone.Count > 0)
            {
                RuleSet left = rules.Without(gone);
                yield return (left, new Prune
                {
                    Cause = cause,
                    Rules = [.. gone.Select(rule => rule.Ref)],
                    Kept = [.. kept.Select(rule => rule.Ref)],
                    Before = bench.Try(rules).Metrics,
                    After = bench.Try(left).Metrics,
                    RulesAfter = left.Rules.Count,
                });
                rules = left;
            }
        }
    }

    private static (PruneCause, List<Rule>, List<Rule>) Duplicate(RuleSet rules)
    {
        List<Rule> gone = [.. rules.Rules.GroupBy(rule => (rule.Pattern, rule.Label)).SelectMany(twins => twins.Skip(1))];
        return (PruneCause.Duplicate, gone, [.. gone.Select(rule => rules.Rules.First(twin => twin.Pattern == rule.Pattern && twin.Label == rule.Label))]);
    }

    private (PruneCause, List<Rule>, List<Rule>) Weak(RuleSet rules)
    {
        Evaluated on = rules.On(bench.Examples.Train);
        return (PruneCause.Weak, [.. rules.Rules.Where(rule => on.Of(rule) is { Found: >= 1, Right: 0 })], []);
    }

    private (PruneCause, List<Rule>, List<Rule>) Harmful(RuleSet rules)
    {
        List<Rule> gone = [];
        foreach (Rule rule in rules.Rules)
        {
            RuleSet left = rules.Without(gone);
            if (bench.Try(left.Without([rule])).F1 > bench.Try(left).F1)
            {
                gone.Add(rule);
            }
        }

        return (PruneCause.Harmful, gone, []);
    }
}
