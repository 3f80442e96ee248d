using Microsoft.Extensions.AI;
using RuleLearner.Data;
using RuleLearner.Models;
using RuleLearner.Rules;
using RuleLearner.Steps;
using TraceKit.Learning;

namespace RuleLearner;

/// <summary>
/// Learns regular expressions: rules are made, patched where they fail, looked over and pruned. Each step hands the trace what it knows
/// anyway; the trace computes nothing, and a learner without one does the same work.
/// </summary>
public sealed class Learner
{
    private readonly LearningTrace _trace;
    private readonly LearnerSettings _settings;
    private readonly RuleBench _bench;
    private readonly RuleModel _model;
    private readonly Patcher _patcher;
    private readonly Auditor _auditor;

    public Learner(ExampleSet examples, IChatClient model, LearnerSettings settings, LearningTrace trace)
    {
        _trace = trace;
        _settings = settings;
        _bench = new RuleBench(examples, settings);
        _model = new RuleModel(model, trace);
        _patcher = new Patcher(_model, _bench);
        _auditor = new Auditor(_model, _bench);
    }

    /// <summary>What a run begins with.</summary>
    public static LearningStart Start(ExampleSet examples, IChatClient model, LearnerSettings settings) => new()
    {
        Dataset = examples.Name,
        TaskName = "classify",
        TaskType = "classification",
        Coordinator = settings.IsAgentic ? "agentic" : "simple",
        Model = (model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId,
        Settings = new LearningSettings
        {
            MaxIterations = settings.MaxIterations,
            SynthesisStrategy = "bulk",
            AuditInterval = settings.IsAgentic ? settings.AuditInterval : 0,
            CriticInterval = settings.IsAgentic ? settings.CriticInterval : 0,
            PruneAfterLearning = true,
        },
        Data = new LearningData { Examples = examples.Train.Count + examples.Dev.Count, Train = examples.Train.Count, Dev = examples.Dev.Count },
    };

    /// <summary>Learns. The trace is ended: completed, or failed with the stage that broke.</summary>
    /// <returns>The rules.</returns>
    public async Task<RuleSet> LearnAsync(CancellationToken cancellationToken = default)
    {
        string stage = "synthesis";
        try
        {
            long started = _trace.Run.Time.GetTimestamp();
            RuleSet rules = await SynthesiseAsync(cancellationToken);
            stage = "refinement";
            (rules, int rounds, string reason) = await RefineAsync(rules, cancellationToken);
            stage = "audit";
            (rules, Audit audit) = await _auditor.AuditAsync(AuditPhase.Final, iteration: null, rules, cancellationToken);
            _trace.Add(audit);
            stage = "prune";
            foreach ((RuleSet left, Prune fact) in new Pruner(_bench).Prune(rules))
            {
                _trace.Add(fact);
                rules = left;
            }

            stage = "final";
            Finish(rules, rounds, reason, _trace.Run.Time.GetElapsedTime(started));
            return rules;
        }
        catch (Exception failure)
        {
            _trace.Fail(failure, stage);
            throw;
        }
    }

    private async Task<RuleSet> SynthesiseAsync(CancellationToken cancellationToken)
    {
        long started = _trace.Run.Time.GetTimestamp();
        (RuleReply? reply, IReadOnlyList<long> calls) = await _model.AskAsync(_bench.Ask("synthesis", new RuleSet([])), DraftJson.Default.RuleReply, cancellationToken);
        if (reply is null)
        {
            _trace.Add(new LearningError { Stage = "synthesis", ErrorType = "reply_unreadable" });
        }

        var rules = new RuleSet((reply?.Rules ?? []).Select(_bench.Make).OfType<Rule>().DistinctBy(rule => rule.Name));
        _trace.Add(new Synthesis
        {
            Mode = "bulk",
            Rules = rules.Refs,
            Metrics = _bench.Try(rules).Metrics,
            Calls = calls,
            DurationMs = _trace.Run.Time.GetElapsedTime(started).TotalMilliseconds,
        });
        return rules;
    }

    private async Task<(RuleSet Rules, int Rounds, string Reason)> RefineAsync(RuleSet rules, CancellationToken cancellationToken)
    {
        (RuleSet Rules, Evaluated How, int Round) best = (rules, _bench.Try(rules), 0);
        Evaluated now = best.How;
        string reason = "max_iterations";
        int number = 1;
        for (; number <= _settings.MaxIterations; number++)
        {
            if (now.Metrics.ExactMatch >= _settings.GoodEnough || now.Failures.Count == 0)
            {
                reason = now.Failures.Count == 0 ? "no_failures" : "exact_match";
                break;
            }

            (rules, GuideReply? guide) = await CoordinateAsync(number, rules, cancellationToken);
            now = _bench.Try(rules);
            if (guide is { ShouldContinue: false })
            {
                reason = "coordinator_stop";
                break;
            }

            (rules, Iteration round) = await _patcher.RoundAsync(number, rules, now, guide, cancellationToken);
            _trace.Add(round);
            now = _bench.Try(rules);
            best = now.F1 > best.How.F1 ? (rules, now, number) : best;
            if (round.StopReason is { } stop)
            {
                reason = stop;
                break;
            }
        }

        int rounds = Math.Min(number, _settings.MaxIterations);
        if (now.F1 >= best.How.F1)
        {
            return (rules, rounds, reason);
        }

        _trace.Add(new RestoreBest { FromIteration = best.Round, Last = now.Metrics, Best = best.How.Metrics, Rules = best.Rules.Refs });
        return (best.Rules, rounds, reason);
    }

    /// <summary>What the agentic path does before a patch: the critic, an audit, the coordinator's word. The simple path does nothing.</summary>
    private async Task<(RuleSet Rules, GuideReply? Guide)> CoordinateAsync(int number, RuleSet rules, CancellationToken cancellationToken)
    {
        if (!_settings.IsAgentic)
        {
            return (rules, null);
        }

        if (number % _settings.CriticInterval == 0)
        {
            (CritiqueReply? critique, IReadOnlyList<long> asked) = await _model.AskAsync(_bench.Ask("critique", rules), DraftJson.Default.CritiqueReply, cancellationToken);
            _trace.Add(new Critic { Iteration = number, RuleFeedback = critique?.Rules.Count ?? 0, GuidanceAdded = critique?.Guidance is null ? 0 : 1, Calls = asked });
        }

        if (number > 1 && number % _settings.AuditInterval == 0)
        {
            (rules, Audit audit) = await _auditor.AuditAsync(AuditPhase.Mid, number, rules, cancellationToken);
            _trace.Add(audit);
        }

        (GuideReply? guide, IReadOnlyList<long> calls) = await _model.AskAsync(_bench.Ask("guide", rules), DraftJson.Default.GuideReply, cancellationToken);
        _trace.Add(new Guidance { Iteration = number, FocusClasses = guide?.FocusClasses ?? [], ShouldContinue = guide?.ShouldContinue ?? true, Calls = calls });
        return (rules, guide);
    }

    private void Finish(RuleSet rules, int rounds, string reason, TimeSpan took)
    {
        Evaluated how = _bench.Try(rules);
        bool onDev = _bench.Examples.Dev.Count > 0;
        _trace.Add(new ValidatedStats { OnDev = onDev, Rules = [.. rules.Rules.Select(rule => Stats(rule, how))] });
        _trace.Add(new Final
        {
            Rules = rules.Refs,
            Metrics = how.Metrics,
            PerClass = how.PerClass,
            OnDev = onDev,
            Iterations = rounds,
            StopReason = reason,
            DurationMs = took.TotalMilliseconds,
        });
        _trace.Complete(reason);
    }

    private static RuleStats Stats(Rule rule, Evaluated how)
    {
        (int found, int right) = how.Of(rule);
        return new RuleStats { Id = rule.Id, Name = rule.Name, Precision = found == 0 ? null : (double)right / found, Support = found };
    }
}
