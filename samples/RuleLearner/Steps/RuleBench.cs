using System.Globalization;
using RuleLearner.Data;
using RuleLearner.Rules;

namespace RuleLearner.Steps;

/// <summary>What the steps of one run share: the examples, and the ids of rules.</summary>
internal sealed class RuleBench(ExampleSet examples, LearnerSettings settings)
{
    private int _made;

    public ExampleSet Examples => examples;

    public LearnerSettings Settings => settings;

    public Evaluated Try(RuleSet rules) => rules.On(examples.Deciding);

    /// <summary>A rule of a draft, or null when its pattern or its class is none.</summary>
    public Rule? Make(DraftRule draft) => Rule.IsPattern(draft.Pattern) && examples.Labels.Contains(draft.Label)
        ? new Rule(NextId(), draft.Name, draft.Pattern, draft.Label, draft.Priority)
        : null;

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"r{++_made:D3}");

    /// <summary>A question with the examples that fail first.</summary>
    public Question Ask(string task, RuleSet rules)
    {
        Evaluated on = rules.On(examples.Train);
        HashSet<Example> failed = [.. on.Failures.Select(verdict => verdict.Example)];
        Dictionary<Example, string> by = on.Failures.Where(verdict => verdict.Rule is not null).DistinctBy(verdict => verdict.Example).ToDictionary(verdict => verdict.Example, verdict => verdict.Rule!.Name);
        return new Question
        {
            Task = task,
            MaxRules = settings.MaxRules,
            Examples = [.. examples.Train.OrderBy(example => !failed.Contains(example)).Take(settings.ShownExamples)
                .Select(example => new AskedExample(example.Text, example.Label, failed.Contains(example), by.GetValueOrDefault(example)))],
            Rules = [.. rules.Rules.Select(rule =>
            {
                (int found, int right) = on.Of(rule);
                return new AskedRule(rule.Id, rule.Name, rule.Pattern, rule.Label, rule.Priority, found, right);
            })],
        };
    }
}
