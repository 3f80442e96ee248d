using RuleLearner.Rules;

namespace RuleLearner.Models;

/// <summary>Looks over rules: merges those of one class that are always right, drops those that are never, and says where to look next.</summary>
internal static class RuleReviewer
{
    private const int MergeFrom = 3;

    /// <summary>Like a model, it now and then names a rule that does not exist, and writes a pattern that is none.</summary>
    public static AuditReply Audit(Question question)
    {
        List<DraftAction> actions = [];
        foreach (IGrouping<string, AskedRule> family in question.Rules.Where(rule => rule.Found > 0 && rule.Right == rule.Found).GroupBy(rule => rule.Label).Where(family => family.Count() >= MergeFrom))
        {
            AskedRule[] twins = [.. family.Take(2)];
            bool slips = family.Count() % 4 == 0;
            actions.Add(new DraftAction
            {
                Action = "merge",
                RuleIds = [.. twins.Select(rule => rule.Id)],
                Name = $"{family.Key}_family_{twins[0].Id}",
                Pattern = slips ? $"({twins[0].Pattern}" : $"{twins[0].Pattern}|{twins[1].Pattern}",
            });
        }

        actions.AddRange(question.Rules.Where(rule => rule.Found == 0).Take(2).Select(rule => new DraftAction { Action = "remove", RuleIds = [rule.Id] }));
        if (question.Rules.Count % 5 == 0)
        {
            actions.Add(new DraftAction { Action = "remove", RuleIds = ["r000"] });
        }

        return new AuditReply { Actions = actions };
    }

    public static CritiqueReply Criticise(Question question)
    {
        string[] doubtful = [.. question.Rules.Where(rule => rule.Found > rule.Right).Select(rule => rule.Name)];
        return new CritiqueReply { Rules = doubtful, Guidance = doubtful.Length > 2 ? "Prefer pairs of words over single words." : null };
    }

    public static GuideReply Guide(Question question)
    {
        string[] worst = [.. question.Examples.Where(example => example.Failed).CountBy(example => example.Label).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(2).Select(count => count.Key)];
        return new GuideReply
        {
            FocusClasses = worst,
            Guidance = $"Look at {string.Join(" and ", worst)}.",
            ShouldContinue = worst.Length > 0 && question.Rules.Count < question.MaxRules,
        };
    }
}
