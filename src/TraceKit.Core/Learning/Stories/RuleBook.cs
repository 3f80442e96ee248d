namespace TraceKit.Learning.Stories;

/// <summary>The rules as the changes leave them, and what in a change does not fit them.</summary>
internal sealed class RuleBook
{
    private readonly OrderedDictionary<string, RuleRef> _rules = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>Whether the rules are known: a change of which nobody recorded whether it was kept ends that.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Number of rules, or null when they are not known.</summary>
    public int? Count => IsKnown ? _rules.Count : null;

    /// <summary>The rules, in order; meaningless when they are not known.</summary>
    public IEnumerable<RuleRef> Rules => _rules.Values;

    /// <summary>Takes a step.</summary>
    /// <returns>What does not fit, a sentence each.</returns>
    public IReadOnlyList<string> Apply(LearningEntry entry)
    {
        _problems.Clear();
        switch (entry)
        {
            case { Synthesis: { } made }:
                Set(made.Rules);
                break;
            case { Iteration: { Patch: { } patch } round }:
                Decide(round.Accepted, () => Take(patch));
                break;
            case { Audit: { Reverted: false } audit }:
                Decide(audit.Proposed.Count > 0 ? null : true, () => Take(audit));
                break;
            case { Prune: { } prune }:
                Remove(prune.Rules, "pruned");
                break;
            case { RestoreBest: { } restored }:
                Set(restored.Rules);
                break;
            case { Final: { } final }:
                Set(final.Rules);
                break;
        }

        return [.. _problems];
    }

    /// <summary>How these rules differ from others, or null when they do not or are not known.</summary>
    public string? DifferenceTo(IReadOnlyList<RuleRef> others)
    {
        if (!IsKnown)
        {
            return null;
        }

        string missing = Names(_rules.Values.Where(rule => !others.Any(other => Same(rule, other))));
        string extra = Names(others.Where(rule => Find(rule) is null));
        return (missing, extra) switch
        {
            ("", "") => null,
            (_, "") => $"missing: {missing}",
            ("", _) => $"not accounted for: {extra}",
            _ => $"missing: {missing}; not accounted for: {extra}",
        };
    }

    /// <summary>What tells a rule from others: its id, or its name where ids were not recorded.</summary>
    public static string Key(RuleRef rule) => rule.Id ?? "name " + rule.Name;

    /// <summary>Whether two mean the same rule: by id, or by name where one has no id.</summary>
    public static bool Same(RuleRef left, RuleRef right) =>
        left.Id is null || right.Id is null ? string.Equals(left.Name, right.Name, StringComparison.Ordinal) : string.Equals(left.Id, right.Id, StringComparison.Ordinal);

    private string? Find(RuleRef rule) => _rules.ContainsKey(Key(rule)) ? Key(rule) : _rules.FirstOrDefault(known => Same(known.Value, rule)).Key;

    private static string Names(IEnumerable<RuleRef> rules) => string.Join(", ", rules.Select(rule => rule.Name).Take(5));

    private void Decide(bool? accepted, Action take)
    {
        if (accepted == true)
        {
            take();
        }

        IsKnown &= accepted is not null;
    }

    private void Take(RulePatch patch)
    {
        Remove(patch.Deleted, "deleted");
        foreach (RuleReplacement replaced in patch.Replaced)
        {
            var before = new RuleRef { Id = replaced.OldId, Name = replaced.Name };
            var after = new RuleRef { Id = replaced.NewId, Name = replaced.Name };
            if (Find(before) is { } key)
            {
                int index = _rules.IndexOf(key);
                _rules.RemoveAt(index);
                Insert(index, after);
            }
            else
            {
                Complain($"'{replaced.Name}' ({replaced.OldId}) was replaced and is not there");
                Insert(_rules.Count, after);
            }
        }

        foreach (RuleRef added in patch.Added)
        {
            Insert(_rules.Count, added);
        }
    }

    private void Take(Audit audit)
    {
        foreach (RuleMerge merge in audit.Merged)
        {
            Remove(merge.Sources, "merged");
            Insert(_rules.Count, merge.Into);
        }

        Remove(audit.Removed, "removed");
        foreach (RuleRef tightened in audit.Tightened.Where(rule => Find(rule) is null))
        {
            Complain($"'{tightened.Name}' was tightened and is not there");
        }
    }

    private void Insert(int index, RuleRef rule)
    {
        if (!_rules.TryAdd(Key(rule), rule))
        {
            Complain($"'{rule.Name}' ({rule.Id ?? "no id"}) was added and is there already");
        }
        else
        {
            // TryAdd puts it last; where it replaces another it takes that one's place.
            int last = _rules.Count - 1;
            if (index < last)
            {
                _rules.RemoveAt(last);
                _rules.Insert(index, Key(rule), rule);
            }
        }
    }

    private void Remove(IEnumerable<RuleRef> rules, string how)
    {
        foreach (RuleRef rule in rules.Where(rule => Find(rule) is not { } key || !_rules.Remove(key)))
        {
            Complain($"'{rule.Name}' was {how} and is not there");
        }
    }

    private void Set(IReadOnlyList<RuleRef> rules)
    {
        _rules.Clear();
        IsKnown = true;
        foreach (RuleRef rule in rules)
        {
            Insert(_rules.Count, rule);
        }
    }

    /// <summary>Where the rules are not known, nothing can be said about a change.</summary>
    private void Complain(string problem)
    {
        if (IsKnown)
        {
            _problems.Add(problem);
        }
    }
}
