using System.Text.RegularExpressions;
using RuleLearner.Rules;

namespace RuleLearner.Models;

/// <summary>Makes rules of words and pairs of words that stand in texts of one class and seldom in others.</summary>
internal static partial class RuleMiner
{
    private const int PerClass = 2;

    public static RuleReply Synthesise(Question question) => new()
    {
        Rules = [.. Labels(question).SelectMany(label => Mine(question, label, onlyFailed: false).Take(PerClass)).Take(question.MaxRules)],
    };

    /// <summary>Looks at what failed; a rule that is wrong as often as right goes, or is made narrower.</summary>
    public static RuleReply Patch(Question question)
    {
        List<AskedRule> bad = [.. question.Rules.Where(rule => rule.Found > 0 && rule.Right * 2 <= rule.Found)];
        List<DraftRule> fresh = [.. Labels(question)
            .Where(label => question.FocusClasses.Count == 0 || question.FocusClasses.Contains(label))
            .SelectMany(label => Mine(question, label, onlyFailed: true).Take(PerClass))];
        List<DraftRule> narrower = [.. bad.Select(rule => Narrower(question, rule)).OfType<DraftRule>()];
        return new RuleReply
        {
            Rules = [.. narrower, .. fresh.Where(rule => narrower.All(other => other.Name != rule.Name))],
            Deleted = [.. bad.Where(rule => narrower.All(other => other.Name != rule.Name)).Select(rule => rule.Name)],
        };
    }

    private static IEnumerable<DraftRule> Mine(Question question, string label, bool onlyFailed)
    {
        HashSet<string> known = [.. question.Rules.Select(rule => rule.Pattern)];
        var counts = new Dictionary<string, (int Good, int Bad)>(StringComparer.Ordinal);
        foreach (AskedExample example in question.Examples.Where(example => !onlyFailed || example.Failed || example.Label != label))
        {
            foreach (string words in Grams(example.Text).Distinct(StringComparer.Ordinal))
            {
                (int good, int bad) = counts.GetValueOrDefault(words);
                counts[words] = example.Label == label ? (good + 1, bad) : (good, bad + 1);
            }
        }

        return counts
            .Where(count => count.Value.Good >= 2 && count.Value.Good > 2 * count.Value.Bad && !known.Contains(PatternOf(count.Key)))
            .OrderByDescending(count => count.Value.Good - (3 * count.Value.Bad))
            .ThenByDescending(count => count.Key.Length)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => Draft(count.Key, label));
    }

    /// <summary>The same rule with one more word, where that word makes it right.</summary>
    private static DraftRule? Narrower(Question question, AskedRule rule)
    {
        string? pair = question.Examples
            .Where(example => example.Label == rule.Label)
            .SelectMany(example => Grams(example.Text))
            .Where(words => words.Contains(' ', StringComparison.Ordinal) && Regex.IsMatch(words, rule.Pattern, RegexOptions.NonBacktracking))
            .Where(words => question.Examples.All(example => example.Label == rule.Label || !Grams(example.Text).Contains(words)))
            .CountBy(words => words)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => count.Key)
            .FirstOrDefault();
        return pair is null ? null : Draft(pair, rule.Label) with { Name = rule.Name };
    }

    private static DraftRule Draft(string words, string label) => new()
    {
        Name = $"{label}_{words.Replace(' ', '_')}",
        Pattern = PatternOf(words),
        Label = label,
        Priority = words.Contains(' ', StringComparison.Ordinal) ? 6 : 4,
    };

    private static IEnumerable<string> Labels(Question question) => question.Examples.Select(example => example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string PatternOf(string words) => $@"\b{words.Replace(" ", @"\s+", StringComparison.Ordinal)}\b";

    private static IEnumerable<string> Grams(string text)
    {
        string[] words = [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];
        return words.Where(word => word.Length > 2).Concat(words.Zip(words.Skip(1), (first, second) => $"{first} {second}"));
    }

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Word();
}
