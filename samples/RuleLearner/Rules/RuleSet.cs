using RuleLearner.Data;
using TraceKit.Learning;

namespace RuleLearner.Rules;

/// <summary>Rules in order: the first that matches, by priority, decides.</summary>
public sealed class RuleSet(IEnumerable<Rule> rules)
{
    private readonly Rule[] _byPriority = [.. rules.OrderByDescending(rule => rule.Priority)];

    public IReadOnlyList<Rule> Rules { get; } = [.. rules];

    public IReadOnlyList<RuleRef> Refs => [.. Rules.Select(rule => rule.Ref)];

    /// <summary>The rule that decides about a text, or null.</summary>
    public Rule? Deciding(string text) => Array.Find(_byPriority, rule => rule.Matches(text));

    /// <summary>Tries the rules on examples.</summary>
    public Evaluated On(IReadOnlyList<Example> examples) => new([.. examples.Select(example => new Verdict(example, Deciding(example.Text)))]);

    public RuleSet Without(IEnumerable<Rule> gone) => new(Rules.Except(gone));

    public RuleSet With(IEnumerable<Rule> more) => new(Rules.Concat(more));
}
