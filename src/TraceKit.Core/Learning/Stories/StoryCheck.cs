using System.Globalization;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Learning.Stories;

/// <summary>Follows a learning run step by step and finds what does not fit together. It reads what was recorded and computes no metric.</summary>
internal sealed class StoryCheck
{
    private const int MaxFindings = 1000;

    private readonly List<LearningFinding> _findings = [];
    private readonly RuleBook _rules = new();
    private readonly ScoreBook _scores = new();
    private int _lastIteration;
    private bool _hasFinal;

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<LearningFinding> Findings => [.. _findings];

    /// <summary>How many there are.</summary>
    public int Count => _findings.Count;

    /// <summary>Says of which entry the findings from a place on are, which were made before it had a number.</summary>
    public void Locate(int from, long? seq)
    {
        for (int i = from; i < _findings.Count; i++)
        {
            _findings[i] = _findings[i] with { Seq = seq };
        }
    }

    /// <summary>Takes the next step.</summary>
    public void Next(LearningEntry entry)
    {
        CheckOrder(entry);
        if (_scores.Apply(entry) is var (rule, message))
        {
            Warn(rule, entry.Seq, message);
        }

        if (entry.Final is { } final)
        {
            CheckFinal(final, entry.Seq);
        }

        foreach (string problem in _rules.Apply(entry))
        {
            Warn(LearningRules.UnknownRule, entry.Seq, problem);
        }

        int? said = entry.Iteration?.RulesAfter ?? entry.Audit?.RulesAfter ?? entry.Prune?.RulesAfter;
        if (said is { } count && _rules.Count is { } known && count != known)
        {
            Warn(LearningRules.RuleCount, entry.Seq, Text($"{count} rules after it; the changes make it {known}"));
        }
    }

    /// <summary>The run is over, or was when it was read.</summary>
    public void Close(RunStatus status)
    {
        if (!_hasFinal)
        {
            Add(LearningRules.Unfinished, status == RunStatus.Running ? FindingSeverity.Info : FindingSeverity.Warning, null, Text($"there is no final entry; the run is {status.ToString().ToLowerInvariant()}"));
        }
    }

    /// <summary>Adds what was found elsewhere.</summary>
    public void Add(string rule, FindingSeverity severity, long? seq, string message)
    {
        if (_findings.Count < MaxFindings)
        {
            _findings.Add(new LearningFinding { Rule = rule, Severity = severity, Seq = seq, Message = message.Length <= 1000 ? message : message[..999] + "…" });
        }
    }

    private void CheckFinal(Final final, long? seq)
    {
        if (_rules.DifferenceTo(final.Rules) is { } difference)
        {
            Warn(LearningRules.FinalRules, seq, $"the final rules are not those that the changes lead to ({difference})");
        }
    }

    private void CheckOrder(LearningEntry entry)
    {
        if (_hasFinal && entry is not ({ ValidatedStats: not null } or { LearningError: not null }))
        {
            Warn(LearningRules.Order, entry.Seq, "it comes after the final entry");
        }

        if (entry.Iteration?.Number is { } number)
        {
            if (number != _lastIteration + 1 && number != 1)
            {
                Warn(LearningRules.Order, entry.Seq, Text($"iteration {number} follows iteration {_lastIteration}"));
            }

            _lastIteration = number;
        }

        if (entry.RestoreBest is { } restored && restored.FromIteration > _lastIteration)
        {
            Warn(LearningRules.Order, entry.Seq, Text($"the rules of iteration {restored.FromIteration} are restored; the last iteration is {_lastIteration}"));
        }

        _hasFinal |= entry.Final is not null;
    }

    private void Warn(string rule, long? seq, string message) => Add(rule, FindingSeverity.Warning, seq, message);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
