using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Debugging;
using TraceKit.Learning;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Rendering;

public sealed class VocabularySummarySpecs
{
    [Fact]
    public void Every_event_of_a_learning_algorithm_is_told_in_words()
    {
        string[] told = Told(run =>
        {
            run.Emit(new LearningStart { Dataset = "tickets", TaskName = "triage", Model = "gpt-4o" });
            run.Emit(new Synthesis { Mode = "bulk", Rules = [Some.RuleRef("a"), Some.RuleRef("b")], Metrics = Some.LearningMetrics(0.5), DurationMs = 1500 });
            run.Emit(new Iteration { Number = 2, Max = 5, Before = Some.LearningMetrics(0.5), After = Some.LearningMetrics(0.625), Accepted = true, RulesAfter = 3 });
            run.Emit(new Iteration { Number = 3, Before = Some.LearningMetrics(0.625), Accepted = false, StopReason = "no_gain" });
            run.Emit(new Audit { Phase = AuditPhase.Final, Removed = [Some.RuleRef("a")], Reverted = true, RevertReason = "worse" });
            run.Emit(new Prune { Cause = PruneCause.Weak, Rules = [Some.RuleRef("a"), Some.RuleRef("b")], RulesAfter = 1 });
            run.Emit(new Critic { Iteration = 1, RuleFeedback = 2, GuidanceAdded = 1 });
            run.Emit(new Guidance { Iteration = 1, FocusClasses = ["refund"], ShouldContinue = false });
            run.Emit(new RestoreBest { FromIteration = 1, Last = Some.LearningMetrics(0.5), Best = Some.LearningMetrics(0.75), Rules = [Some.RuleRef("a")] });
            run.Emit(new ValidatedStats { OnDev = true, Rules = [new RuleStats { Id = "a", Name = "a", Support = 1 }] });
            run.Emit(new Final { Rules = [Some.RuleRef("a")], Metrics = Some.LearningMetrics(0.75), OnDev = true, Iterations = 3, StopReason = "max_iterations" });
            run.Emit(new LearningError { Stage = "audit", ErrorType = "System.TimeoutException", Iteration = 2, Fatal = true });
        });

        Assert.Equal(
            [
                "tickets, triage, gpt-4o",
                "bulk, 2 rules, F1 0.5, 1.50 s",
                "accepted 2 of 5, F1 0.5 → 0.625, 3 rules",
                "rejected 3, F1 0.625, no_gain",
                "reverted final, 0 merged, 1 removed, 0 tightened, worse",
                "weak a b, 1 rules left",
                "iteration 1, feedback on 2 rules, 1 guidance added",
                "stop iteration 1, focus on refund",
                "from iteration 1, F1 0.5 → 0.75, 1 rules",
                "1 rules, on dev",
                "1 rules, F1 0.75, on dev, 3 iterations, max_iterations",
                "fatal System.TimeoutException, in audit, iteration 2",
            ],
            told);
    }

    [Fact]
    public void Every_event_of_a_debugging_session_is_told_in_words()
    {
        string[] told = Told(run =>
        {
            run.Emit(new Reasoning { Text = "One too high.", ReasoningType = "hypothesis", Confidence = Confidence.Medium });
            run.Emit(new Edit { File = "a.cs", Kind = EditKind.Modified, Because = 0 });
            run.Emit(new Command { Line = "make test", ExitCode = 2, DurationMs = 250 });
            run.Emit(new TestRun { Passed = 3, Failed = 1, FailedTests = ["T.a"], Framework = "xunit" });
            run.Emit(new TestRun { Passed = 4, Failed = 0 });
            run.Emit(new Commit { Sha = "0123456789abcdef0123456789abcdef01234567", Branch = "main", Message = "Fix it" });
        });

        Assert.Equal(
            [
                "hypothesis, medium confidence One too high.",
                "modified a.cs, because of #0",
                "exit 2 make test, 250 ms",
                "failed 3 passed, 1 failed, xunit, failed: T.a",
                "passed 4 passed, 0 failed",
                "0123456789, main, Fix it",
            ],
            told);
    }

    [Fact]
    public void Text_of_a_run_cannot_steer_a_terminal()
    {
        string[] told = Told(run => run.Emit(new Reasoning { Text = "\u001b[2J[red]gone[/]\u202E" }));

        Assert.DoesNotContain('\u001b', told[0]);
        Assert.DoesNotContain('\u202E', told[0]);
        Assert.Contains("[red]gone[/]", told[0], StringComparison.Ordinal);
    }

    private static string[] Told(Action<TraceRun> record)
    {
        using var folder = new TempFolder();
        using var collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector);
        record(run);
        run.Complete(success: true, SuccessSource.Environment);
        return [.. RunFileReader.ReadStrict(run.Path!).Single().Events.Select(recorded => TraceStory.Summarize(recorded))];
    }
}
