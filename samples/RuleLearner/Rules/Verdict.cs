using RuleLearner.Data;

namespace RuleLearner.Rules;

/// <summary>What the rules say of an example; no rule, no answer.</summary>
public sealed record Verdict(Example Example, Rule? Rule)
{
    public bool IsRight => Rule?.Label == Example.Label;
}
