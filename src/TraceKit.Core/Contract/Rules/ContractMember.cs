using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Contract.Rules;

/// <summary>One member of a record: its rules, and those of what is in it.</summary>
internal sealed class ContractMember(JsonPropertyInfo member, ContractNode? value)
{
    private readonly ValueRule[] _rules = [.. ValueRule.Of(ContractAttributes.Of(member))];

    public string Name { get; } = member.Name;

    public bool IsRequired { get; } = member.IsRequired;

    public bool HasRules => _rules.Length > 0;

    public ContractNode? Value { get; } = value;

    /// <summary>Checks the member's value and moves behind it.</summary>
    public RuleBreak? Check(ref Utf8JsonReader reader, bool diagnose)
    {
        foreach (ValueRule rule in _rules)
        {
            if (rule.BrokenBy(reader) is { } broken)
            {
                return new RuleBreak(string.Empty, broken);
            }
        }

        if (Value is { } node)
        {
            return node.Check(ref reader, diagnose);
        }

        reader.Skip();
        return null;
    }
}
