using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Contract.Rules;

/// <summary>What a flag of a record says about another of its members: required when it is true, or absent.</summary>
/// <param name="Flag">Wire name of the flag.</param>
/// <param name="Member">Wire name of the member.</param>
/// <param name="IsRequired">Whether the member is required when the flag is true; else it is absent then.</param>
internal sealed record FlagRule(string Flag, string Member, bool IsRequired)
{
    /// <summary>The rules that the attributes of the members state.</summary>
    /// <exception cref="InvalidOperationException">An attribute names a flag that the record does not have.</exception>
    public static IEnumerable<FlagRule> Of(JsonTypeInfo record)
    {
        foreach (JsonPropertyInfo member in record.Properties)
        {
            foreach (object attribute in ContractAttributes.Of(member))
            {
                if (attribute is RequiredWhenAttribute required)
                {
                    yield return new FlagRule(WireName(record, required.Flag), member.Name, IsRequired: true);
                }
                else if (attribute is AbsentWhenAttribute absent)
                {
                    yield return new FlagRule(WireName(record, absent.Flag), member.Name, IsRequired: false);
                }
            }
        }
    }

    /// <summary>The break, when an object breaks the rule.</summary>
    /// <param name="record">Stands at the object; a copy, so that it may read on.</param>
    public RuleBreak? BrokenBy(Utf8JsonReader record)
    {
        bool flag = false;
        bool present = false;
        while (record.Read() && record.TokenType == JsonTokenType.PropertyName)
        {
            bool isFlag = record.ValueTextEquals(Flag);
            bool isMember = record.ValueTextEquals(Member);
            record.Read();
            flag = isFlag ? record.TokenType == JsonTokenType.True : flag;
            present = isMember ? record.TokenType != JsonTokenType.Null && !(IsRequired && IsEmptyText(record)) : present;
            record.Skip();
        }

        return flag && present != IsRequired ? new RuleBreak($".{Member}", $"{(IsRequired ? "required" : "absent")} when {Flag}") : null;
    }

    /// <summary>Says the rule in a JSON Schema.</summary>
    /// <param name="schema">The schema of the record.</param>
    public void Describe(JsonObject schema)
    {
        var then = new JsonObject { ["properties"] = new JsonObject { [Member] = IsRequired ? new JsonObject { ["type"] = "string", ["minLength"] = 1 } : new JsonObject { ["type"] = "null" } } };
        if (IsRequired)
        {
            then["required"] = new JsonArray(JsonValue.Create(Member));
        }

        // 'if' and 'const' would say it shorter, and many validators do not know them.
        var isTrue = new JsonObject { ["properties"] = new JsonObject { [Flag] = new JsonObject { ["enum"] = new JsonArray(JsonValue.Create(true)) } }, ["required"] = new JsonArray(JsonValue.Create(Flag)) };
        var condition = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["not"] = isTrue }, then) };
        if (schema["allOf"] is JsonArray all)
        {
            all.Add((JsonNode)condition);
        }
        else
        {
            schema["allOf"] = new JsonArray((JsonNode)condition);
        }
    }

    private static bool IsEmptyText(in Utf8JsonReader value) => value.TokenType == JsonTokenType.String && value.ValueSpan.IsEmpty;

    private static string WireName(JsonTypeInfo record, string flag) =>
        record.Properties.FirstOrDefault(member => ContractAttributes.NameOf(member) == flag)?.Name
        ?? throw new InvalidOperationException($"{record.Type} has no member '{flag}' that a rule could depend on.");
}
