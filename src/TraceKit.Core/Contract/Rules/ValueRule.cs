using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Contract.Rules;

/// <summary>What a value must meet beside its type. Null meets every rule: whether it may be null is the type's matter.</summary>
internal abstract class ValueRule
{
    /// <summary>The rule that the value breaks in the words of JSON Schema, or null.</summary>
    /// <param name="value">Stands at the value; a copy, so that it may read on.</param>
    public abstract string? BrokenBy(Utf8JsonReader value);

    /// <summary>Says the rule in a JSON Schema.</summary>
    /// <param name="schema">The schema of the value.</param>
    public abstract void Describe(JsonObject schema);

    /// <summary>The rules that the attributes of a member state; other attributes state none.</summary>
    public static IEnumerable<ValueRule> Of(IEnumerable<object> attributes)
    {
        foreach (object attribute in attributes)
        {
            ValueRule? rule = attribute switch
            {
                RangeAttribute range => RangeRule.Of(range),
                AllowedValuesAttribute allowed => new AllowedRule(allowed.Values),
                RegularExpressionAttribute { Pattern: var pattern } => new PatternRule(pattern),
                NotEmptyAttribute => new LengthRule(1, int.MaxValue),
                StringLengthAttribute length => new LengthRule(length.MinimumLength, length.MaximumLength),
                MinLengthAttribute { Length: var min } => new LengthRule(min, int.MaxValue),
                MaxLengthAttribute { Length: > 0 and var max } => new LengthRule(0, max),
                _ => null,
            };
            if (rule is not null)
            {
                yield return rule;
            }
        }
    }
}
