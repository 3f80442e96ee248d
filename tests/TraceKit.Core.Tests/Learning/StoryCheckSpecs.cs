using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.Learning.Stories;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Learning;

/// <summary>What does not fit together is found; what fits is left alone.</summary>
public sealed class StoryCheckSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void V14_a_stale_F1_before_a_patch_that_follows_an_audit_is_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a"), Rule("b")], Metrics = F1(0.5) },
            new Audit { Phase = AuditPhase.Mid, Removed = [Rule("b")], Before = F1(0.5), After = F1(0.6), RulesAfter = 1 },
            new Iteration { Number = 1, Before = F1(0.5), Patch = Adds("c"), After = F1(0.7), Accepted = true });

        LearningFinding finding = Found(story, LearningRules.StaleBaseline);
        Assert.Equal(3, finding.Seq);
        Assert.Contains("0.5000", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void V14_an_audit_that_was_not_evaluated_leaves_its_part_with_the_patch_and_that_is_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a"), Rule("b")], Metrics = F1(0.5) },
            new Audit { Phase = AuditPhase.Mid, Removed = [Rule("b")], RulesAfter = 1 },
            new Iteration { Number = 1, Before = F1(0.5), Patch = Adds("c"), After = F1(0.7), Accepted = true });

        Found(story, LearningRules.StaleBaseline);
    }

    [Fact]
    public void V14_evaluated_anew_the_parts_of_audit_and_patch_are_told_apart_and_their_sum_is_the_whole()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a"), Rule("b")], Metrics = F1(0.5) },
            new Audit { Phase = AuditPhase.Mid, Removed = [Rule("b")], RulesAfter = 1 },
            new Iteration { Number = 1, Before = F1(0.6), Patch = Adds("c"), After = F1(0.75), Accepted = true });

        LearningGains gains = LearningGains.Of(story);
        Assert.DoesNotContain(story.Findings, finding => finding.Rule is LearningRules.StaleBaseline or LearningRules.Delta);
        Assert.Equal((0.1, 0.15, 0.25), (Math.Round(gains.Audits, 9), Math.Round(gains.Patches, 9), Math.Round(gains.Total!.Value, 9)));
        Assert.Equal(0, gains.Unexplained!.Value, 9);
    }

    [Fact]
    public void V15_an_audit_that_is_taken_back_leaves_rules_and_F1_where_they_were()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a"), Rule("b")], Metrics = F1(0.8) },
            new Audit
            {
                Phase = AuditPhase.Mid,
                Removed = [Rule("b")],
                Skipped = [new SkippedAction { Action = AuditAction.Merge, RuleIds = ["zz"], Reason = "unknown_ids" }, new SkippedAction { Action = AuditAction.Merge, RuleIds = ["a"], Reason = "bad_regex" }],
                Before = F1(0.8),
                After = F1(0.75),
                Reverted = true,
                RevertReason = "f1_fell",
                RulesAfter = 2,
            },
            new Iteration { Number = 1, Before = F1(0.8), Patch = Adds("c"), After = F1(0.9), Accepted = true, RulesAfter = 3 },
            new Final { Rules = [Rule("a"), Rule("b"), Rule("c")], Metrics = F1(0.9) });

        Assert.Empty(story.Findings);
        Assert.Equal(0, LearningGains.Of(story).Audits);
    }

    [Fact]
    public void Deltas_that_do_not_add_up_are_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a")], Metrics = F1(0.5) },
            new Iteration { Number = 1, Before = F1(0.55), Patch = Adds("b"), After = F1(0.6), Accepted = true },
            new Final { Rules = [Rule("a"), Rule("b")], Metrics = F1(0.7) });

        Assert.Equal([2, 3], story.Findings.Where(finding => finding.Rule == LearningRules.Delta).Select(finding => finding.Seq!.Value));
    }

    [Fact]
    public void Metrics_of_different_sets_of_examples_are_not_held_against_each_other()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a")] },
            new Iteration { Number = 1, Before = F1(0.5), OnDev = false, Patch = Adds("b"), After = F1(0.6), Accepted = true },
            new Final { Rules = [Rule("a"), Rule("b")], Metrics = F1(0.4), OnDev = true });

        Assert.Empty(story.Findings);
    }

    [Fact]
    public void Counts_that_the_changes_do_not_make_are_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a")] },
            new Iteration { Number = 1, Patch = Adds("b"), Accepted = true, RulesAfter = 3 },
            new Prune { Cause = PruneCause.Weak, Rules = [Rule("a")], RulesAfter = 1 });

        Assert.Equal(2, Found(story, LearningRules.RuleCount).Seq);
    }

    [Fact]
    public void A_change_of_a_rule_that_is_not_there_and_an_addition_of_one_that_is_are_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a")] },
            new Iteration { Number = 1, Patch = new RulePatch { Added = [Rule("a")], Deleted = [Rule("x")] }, Accepted = true },
            new Audit { Phase = AuditPhase.Final, Merged = [new RuleMerge { Sources = [Rule("y")], Into = Rule("z") }] });

        Assert.Equal(["'x'", "'a'", "'y'"], story.Findings.Where(finding => finding.Rule == LearningRules.UnknownRule).Select(finding => finding.Message[..3]));
    }

    [Fact]
    public void Final_rules_that_the_changes_do_not_lead_to_are_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a"), Rule("b")] },
            new Final { Rules = [Rule("b"), Rule("c")] });

        string message = Found(story, LearningRules.FinalRules).Message;
        Assert.Contains("missing: a", message, StringComparison.Ordinal);
        Assert.Contains("not accounted for: c", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_that_was_decided_against_its_F1_needs_a_rule()
    {
        Iteration fell = new() { Number = 1, Before = F1(0.6), Patch = Adds("b"), After = F1(0.59), Accepted = true };

        Assert.Contains(Told(new Synthesis { Mode = "bulk", Rules = [Rule("a")] }, fell).Findings, finding => finding.Rule == LearningRules.Decision);
        Assert.DoesNotContain(Told(new Synthesis { Mode = "bulk", Rules = [Rule("a")] }, fell with { DecidedBy = "precision_rose" }).Findings, finding => finding.Rule == LearningRules.Decision);
    }

    [Fact]
    public void An_order_that_a_run_cannot_have_is_found()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a")] },
            new Iteration { Number = 3 },
            new RestoreBest { FromIteration = 7, Last = F1(0.5), Best = F1(0.4), Rules = [Rule("a")] },
            new Final { Rules = [Rule("a")] },
            new Critic { RuleFeedback = 1 });

        Assert.Equal([2, 3, 5], story.Findings.Where(finding => finding.Rule == LearningRules.Order).Select(finding => finding.Seq!.Value));
        Found(story, LearningRules.Restored);
    }

    [Fact]
    public void Where_nobody_recorded_whether_a_patch_was_kept_nothing_is_claimed()
    {
        LearningStory story = Told(
            new Synthesis { Mode = "bulk", Rules = [Rule("a")], Metrics = F1(0.5) },
            new Iteration { Number = 1, Patch = new RulePatch { Deleted = [Rule("x")] } },
            new Iteration { Number = 2, Before = F1(0.9), Patch = Adds("b"), RulesAfter = 17 },
            new Final { Rules = [Rule("q")], Metrics = F1(0.1) });

        Assert.Empty(story.Findings);
    }

    private static RuleRef Rule(string name) => SomeLearner.Rule(name);

    private static LearningMetrics F1(double f1) => SomeLearner.F1(f1);

    private static RulePatch Adds(string name) => new() { Added = [Rule(name)] };

    private static LearningFinding Found(LearningStory story, string rule) => Assert.Single(story.Findings, finding => finding.Rule == rule);

    private LearningStory Told(params object[] facts)
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, $"run-{Guid.NewGuid():N}");
        using TraceCollector owned = collector;
        foreach (object fact in facts)
        {
            typeof(LearningTrace).GetMethod("Add", [fact.GetType()])!.Invoke(trace, [fact]);
        }

        LearningStory story = trace.Story;
        Assert.Equal(story.Findings, story.Check().Where(finding => finding.Rule != LearningRules.Unfinished));
        return story;
    }

    public void Dispose() => _folder.Dispose();
}
