using System.Globalization;
using System.Text.Json;

namespace TraceKit.Contract.Rules;

/// <summary>The rules of one type and of what is in it. JSON is walked beside it once; a path is made only where a rule is broken.</summary>
internal sealed class ContractNode
{
    /// <summary>The members of a record; empty for other types.</summary>
    public IReadOnlyList<ContractMember> Members { get; set; } = [];

    /// <summary>What flags of the record say about its members.</summary>
    public IReadOnlyList<FlagRule> Flags { get; set; } = [];

    /// <summary>What is in a list or a dictionary, or null.</summary>
    public ContractNode? Element { get; set; }

    /// <summary>Whether a list or dictionary may not hold null.</summary>
    public bool RefusesNull { get; set; }

    /// <summary>Whether the record takes no other members than those it has.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether there is any rule in it, other than that lists hold no null.</summary>
    public bool HasRules { get; set; }

    /// <summary>Whether there is any list in it that may not hold null.</summary>
    public bool HasLists { get; set; }

    /// <summary>Checks the value that the reader stands at, and moves to its end.</summary>
    /// <param name="reader">The reader, on the first token of the value.</param>
    /// <param name="diagnose">Whether members that are missing or unknown count too, as where the value could not be read.</param>
    /// <returns>The first rule that is broken, or null; then the reader stands somewhere within the value.</returns>
    public RuleBreak? Check(ref Utf8JsonReader reader, bool diagnose)
    {
        if (!HasRules && !HasLists && !diagnose)
        {
            reader.Skip();
            return null;
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject when Element is null => CheckRecord(ref reader, diagnose),
            JsonTokenType.StartObject => CheckDictionary(ref reader, diagnose),
            JsonTokenType.StartArray => CheckList(ref reader, diagnose),
            _ => null,
        };
    }

    private RuleBreak? CheckRecord(ref Utf8JsonReader reader, bool diagnose)
    {
        foreach (FlagRule flag in Flags)
        {
            if (flag.BrokenBy(reader) is { } broken)
            {
                return broken;
            }
        }

        if (diagnose && Missing(reader) is { } missing)
        {
            return missing;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ContractMember? member = Find(reader);
            if (member is null && diagnose && IsClosed)
            {
                return new RuleBreak($".{reader.GetString()}", "additionalProperties");
            }

            reader.Read();
            if (member is null)
            {
                reader.Skip();
            }
            else if (member.Check(ref reader, diagnose) is { } broken)
            {
                return broken.Below($".{member.Name}");
            }
        }

        return null;
    }

    private RuleBreak? CheckDictionary(ref Utf8JsonReader reader, bool diagnose)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (CheckElement(ref reader, diagnose) is { } broken)
            {
                return broken.Below($".{key}");
            }
        }

        return null;
    }

    private RuleBreak? CheckList(ref Utf8JsonReader reader, bool diagnose)
    {
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (CheckElement(ref reader, diagnose) is { } broken)
            {
                return broken.Below(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            }
        }

        return null;
    }

    private RuleBreak? CheckElement(ref Utf8JsonReader reader, bool diagnose)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return RefusesNull ? new RuleBreak(string.Empty, "type") : null;
        }

        if (Element is { } element)
        {
            return element.Check(ref reader, diagnose);
        }

        reader.Skip();
        return null;
    }

    private RuleBreak? Missing(Utf8JsonReader record)
    {
        HashSet<string> seen = [];
        while (record.Read() && record.TokenType == JsonTokenType.PropertyName)
        {
            seen.Add(record.GetString()!);
            record.Read();
            record.Skip();
        }

        return Members.FirstOrDefault(member => member.IsRequired && !seen.Contains(member.Name)) is { } missing
            ? new RuleBreak(string.Empty, $"required {missing.Name}")
            : null;
    }

    private ContractMember? Find(in Utf8JsonReader reader)
    {
        foreach (ContractMember member in Members)
        {
            if (reader.ValueTextEquals(member.Name))
            {
                return member;
            }
        }

        return null;
    }
}
