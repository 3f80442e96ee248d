namespace TraceKit.Learning.Stories;

/// <summary>What became of each rule of a learning run. Patches that were rejected and audits that were reverted leave no mark.</summary>
/// <remarks>Where a story holds the best sets and not which patches were kept, as imported ones do, the lives are those within the best set.</remarks>
public sealed class RuleLineage
{
    private readonly List<RuleLife> _lives = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _at;

    private RuleLineage()
    {
    }

    /// <summary>The lives, in the order of their beginnings.</summary>
    public IReadOnlyList<RuleLife> Lives => _lives;

    /// <summary>Follows the rules of a story.</summary>
    /// <param name="story">The story.</param>
    public static RuleLineage Of(LearningStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        var lineage = new RuleLineage();
        bool onlyBest = story.Entries.Any(entry => entry.BestRules is not null);
        foreach (LearningEntry entry in story.Entries)
        {
            if (onlyBest)
            {
                lineage.TakeBest(entry);
            }
            else
            {
                lineage.Take(entry);
            }

            lineage._at++;
        }

        return lineage;
    }

    private void TakeBest(LearningEntry entry)
    {
        if (entry.BestRules is { } best)
        {
            Set(best.Rules, "best");
        }
        else if (entry.Final is { } final)
        {
            Set(final.Rules, "final");
        }
    }

    private void Take(LearningEntry entry)
    {
        switch (entry)
        {
            case { Synthesis: { } made }:
                Set(made.Rules, "synthesis");
                break;
            case { Iteration: { Accepted: true, Patch: { } patch } }:
                Take(patch);
                break;
            case { Audit: { Reverted: false } audit }:
                audit.Merged.ToList().ForEach(Take);
                End(audit.Removed, "removed");
                break;
            case { Prune: { } prune }:
                Take(prune);
                break;
            case { RestoreBest: { } restored }:
                Set(restored.Rules, "restored");
                break;
            case { Final: { } final }:
                Set(final.Rules, "final");
                break;
        }
    }

    private void Take(RulePatch patch)
    {
        End(patch.Deleted, "deleted");
        foreach (RuleReplacement replaced in patch.Replaced)
        {
            var after = new RuleRef { Id = replaced.NewId, Name = replaced.Name };
            End(new RuleRef { Id = replaced.OldId, Name = replaced.Name }, "replaced", after);
            Begin(after, "replacement");
        }

        patch.Added.ToList().ForEach(rule => Begin(rule, "patch"));
    }

    private void Take(RuleMerge merge)
    {
        foreach (RuleRef source in merge.Sources)
        {
            End(source, "merged", merge.Into);
        }

        Begin(merge.Into, "merge");
    }

    private void Take(Prune prune)
    {
        foreach ((int index, RuleRef rule) in prune.Rules.Index())
        {
            End(rule, "pruned", prune.Kept.ElementAtOrDefault(index));
        }
    }

    private void Set(IReadOnlyList<RuleRef> rules, string how)
    {
        HashSet<string> keys = [.. rules.Select(RuleBook.Key)];
        Dictionary<string, RuleRef> fresh = rules.Where(rule => !_open.ContainsKey(RuleBook.Key(rule))).DistinctBy(rule => rule.Name).ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        foreach (string gone in _open.Keys.Where(key => !keys.Contains(key)).ToList())
        {
            RuleRef rule = _lives[_open[gone]].Rule;
            RuleRef? same = fresh.GetValueOrDefault(rule.Name);
            End(rule, same is null ? "left_out" : "replaced", same);
        }

        foreach (RuleRef rule in rules)
        {
            Begin(rule, how);
        }
    }

    private void Begin(RuleRef rule, string how)
    {
        if (_open.TryAdd(RuleBook.Key(rule), _lives.Count))
        {
            _lives.Add(new RuleLife { Rule = rule, Born = _at, BornBy = how });
        }
    }

    private void End(IEnumerable<RuleRef> rules, string how)
    {
        foreach (RuleRef rule in rules)
        {
            End(rule, how, into: null);
        }
    }

    private void End(RuleRef rule, string how, RuleRef? into)
    {
        string key = _open.ContainsKey(RuleBook.Key(rule)) ? RuleBook.Key(rule) : _open.FirstOrDefault(life => RuleBook.Same(_lives[life.Value].Rule, rule)).Key ?? string.Empty;
        if (_open.Remove(key, out int index))
        {
            _lives[index] = _lives[index] with { Ended = _at, EndedBy = how, Into = into };
        }
    }
}
