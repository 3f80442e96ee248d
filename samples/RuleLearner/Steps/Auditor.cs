using RuleLearner.Models;
using RuleLearner.Rules;
using TraceKit.Learning;

namespace RuleLearner.Steps;

/// <summary>Has the rules looked over. What cannot be done is skipped with the reason; an audit that costs F1 is taken back.</summary>
internal sealed class Auditor(RuleModel model, RuleBench bench)
{
    public async Task<(RuleSet Rules, Audit Fact)> AuditAsync(AuditPhase phase, int? iteration, RuleSet rules, CancellationToken cancellationToken)
    {
        Evaluated before = bench.Try(rules);
        (AuditReply? reply, IReadOnlyList<long> calls) = await model.AskAsync(bench.Ask("audit", rules), DraftJson.Default.AuditReply, cancellationToken);
        List<Rule> all = [.. rules.Rules];
        List<RuleMerge> merged = [];
        List<RuleRef> removed = [];
        List<RuleRef> tightened = [];
        List<SkippedAction> skipped = [];
        foreach (DraftAction action in reply?.Actions ?? [])
        {
            if (Take(action, all, merged, removed, tightened) is var (kind, reason))
            {
                skipped.Add(new SkippedAction { Action = kind, RuleIds = action.RuleIds, Reason = reason });
            }
        }

        var candidate = new RuleSet(all);
        Evaluated after = bench.Try(candidate);
        bool reverted = after.F1 < before.F1 - bench.Settings.AuditTolerance;
        RuleSet kept = reverted ? rules : candidate;
        return (kept, new Audit
        {
            Phase = phase,
            Iteration = iteration,
            Merged = merged,
            Removed = removed,
            Tightened = tightened,
            Skipped = skipped,
            Before = before.Metrics,
            After = after.Metrics,
            Reverted = reverted,
            RevertReason = reverted ? "f1_fell" : null,
            RulesAfter = kept.Rules.Count,
            Calls = calls,
        });
    }

    /// <summary>Does what an action says, or tells why not.</summary>
    private (AuditAction Action, string Reason)? Take(DraftAction action, List<Rule> all, List<RuleMerge> merged, List<RuleRef> removed, List<RuleRef> tightened)
    {
        AuditAction kind = action.Action switch
        {
            "merge" => AuditAction.Merge,
            "tighten" => AuditAction.Tighten,
            _ => AuditAction.Remove,
        };
        List<Rule> named = [.. all.Where(rule => action.RuleIds.Contains(rule.Id))];
        if (named.Count == 0 || named.Count < action.RuleIds.Count)
        {
            return (kind, "unknown_ids");
        }

        if (kind == AuditAction.Remove)
        {
            named.ForEach(rule => all.Remove(rule));
            removed.AddRange(named.Select(rule => rule.Ref));
            return null;
        }

        if (kind == AuditAction.Merge && named.Count == 1)
        {
            return (kind, "single_source");
        }

        if (action.Pattern is not { } pattern || !Rule.IsPattern(pattern))
        {
            return (kind, "bad_regex");
        }

        Rule first = named[0];
        var made = new Rule(kind == AuditAction.Merge ? bench.NextId() : first.Id, action.Name ?? first.Name, pattern, first.Label, named.Max(rule => rule.Priority));
        named.ForEach(rule => all.Remove(rule));
        all.Add(made);
        if (kind == AuditAction.Merge)
        {
            merged.Add(new RuleMerge { Sources = [.. named.Select(rule => rule.Ref)], Into = made.Ref });
        }
        else
        {
            tightened.Add(made.Ref);
        }

        return null;
    }
}
