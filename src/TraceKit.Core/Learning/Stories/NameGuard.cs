using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TraceKit.Contract;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning.Stories;

/// <summary>
/// Keeps texts out of records of learning. Names come from models: one that is none, by its length or because it has lines, is replaced
/// by a word with its hash, so that the same name is still the same rule; anything else that breaks the contract refuses the fact.
/// </summary>
internal static partial class NameGuard
{
    private const int MaxNames = 1000;

    /// <summary>Looks at a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="report">Takes the rule and the message of each finding.</param>
    /// <returns>The fact as it may be recorded, or null when it may not.</returns>
    public static TFact? Pass<TFact>(TFact fact, Action<string, string> report)
        where TFact : class, ITraceEvent<TFact>
    {
        try
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(fact, TFact.EventType.Json);
            ContractRules rules = ContractRules.Of(TFact.EventType.Json);
            if (rules.BrokenBy(json) is not { } broken)
            {
                return fact;
            }

            JsonNode node = JsonNode.Parse(json)!;
            for (int names = 0; names < MaxNames && Rename(node, broken, report); names++)
            {
                json = Encoding.UTF8.GetBytes(node.ToJsonString());
                if (rules.BrokenBy(json) is not { } next)
                {
                    return JsonSerializer.Deserialize(json, TFact.EventType.Json);
                }

                broken = next;
            }

            report(LearningRules.Refused, $"a fact of type '{TFact.EventType.Name}' was not recorded: {broken}");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            report(LearningRules.Refused, $"a fact of type '{TFact.EventType.Name}' was not recorded: {JsonMessage.Of(failure)}");
        }

        return null;
    }

    /// <summary>Replaces the text, or each text of the list, that breaks the rule; says whether there was one.</summary>
    private static bool Rename(JsonNode root, RuleBreak broken, Action<string, string> report)
    {
        if (broken.Rule is not ("pattern " + Wire.Name or "pattern " + Wire.Word))
        {
            return false;
        }

        JsonNode? at = root;
        foreach (Match step in Step().Matches(broken.Path))
        {
            at = step.Groups["index"].Success ? at?[int.Parse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)] : at?[step.Groups["name"].Value];
        }

        JsonNode[] texts = at is JsonArray list ? [.. list.OfType<JsonNode>().Where(item => !RuleNames.IsName(item.GetValue<string>()))] : at is null ? [] : [at];
        foreach (JsonNode text in texts)
        {
            string name = text.GetValue<string>();
            string word = RuleNames.Stand(name);
            report(LearningRules.NoName, string.Create(
                CultureInfo.InvariantCulture, $"${broken.Path} is no name ({name.Length} characters, {name.AsSpan().Count('\n') + 1} lines); '{word}' stands for it"));
            Put(text, word);
        }

        return texts.Length > 0;
    }

    private static void Put(JsonNode text, string word)
    {
        switch (text.Parent)
        {
            case JsonObject record:
                record[text.GetPropertyName()] = JsonValue.Create(word);
                break;
            case JsonArray list:
                list[text.GetElementIndex()] = JsonValue.Create(word);
                break;
        }
    }

    [GeneratedRegex(@"\.(?<name>[a-z0-9_]+)|\[(?<index>\d+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
