using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Learning.Stories;

/// <summary>Reads stories by the names of their members, to set two side by side.</summary>
internal static class SetupFacts
{
    /// <summary>Members that say when and how long, not what.</summary>
    private static readonly string[] Passing = ["time", "seq", "duration_ms", "calls"];

    public static IReadOnlyList<LearningDifference> Compare(LearningStory left, LearningStory right)
    {
        Dictionary<string, string> before = Flat(left);
        Dictionary<string, string> after = Flat(right);
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new LearningDifference(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(fact => !string.Equals(fact.Left, fact.Right, StringComparison.Ordinal))];
    }

    /// <summary>An entry without what differs from run to run although they do the same: times, addresses, and ids, which are chance.</summary>
    public static string? Essence(LearningEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        JsonNode node = JsonSerializer.SerializeToNode(entry, StoryJson.Default.LearningEntry)!;
        Strip(node);
        return node.ToJsonString();
    }

    public static string KindOf(object fact) => fact switch
    {
        Synthesis => Synthesis.EventType.Name,
        Critic => Critic.EventType.Name,
        Guidance => Guidance.EventType.Name,
        Iteration => Iteration.EventType.Name,
        Audit => Audit.EventType.Name,
        Prune => Prune.EventType.Name,
        Evaluation => Evaluation.EventType.Name,
        BestRules => BestRules.EventType.Name,
        RestoreBest => RestoreBest.EventType.Name,
        ValidatedStats => ValidatedStats.EventType.Name,
        Final => Final.EventType.Name,
        _ => LearningError.EventType.Name,
    };

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The members of a set-up that are there, by their paths.</summary>
    public static IReadOnlyDictionary<string, string> All(LearningStory story) => Flat(story);

    private static Dictionary<string, string> Flat(LearningStory story)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (story.Start is { } start)
        {
            Flatten(JsonSerializer.SerializeToNode(start, StoryJson.Default.LearningStart), string.Empty, facts);
        }

        return facts;
    }

    private static void Flatten(JsonNode? node, string name, Dictionary<string, string> facts)
    {
        if (node is JsonObject record)
        {
            foreach ((string member, JsonNode? value) in record)
            {
                Flatten(value, name.Length == 0 ? member : $"{name}.{member}", facts);
            }
        }
        else if (node is not null)
        {
            facts[name] = node.ToString();
        }
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject record)
        {
            foreach (string name in record.Select(member => member.Key).Where(name => Passing.Contains(name) || name == "id" || name.EndsWith("_id", StringComparison.Ordinal) || name == "rule_ids").ToList())
            {
                record.Remove(name);
            }

            foreach ((_, JsonNode? value) in record)
            {
                Strip(value);
            }
        }

        foreach (JsonNode? item in node as JsonArray ?? [])
        {
            Strip(item);
        }
    }
}
