using TraceKit.Collection;
using TraceKit.Learning;
using Xunit;

namespace TraceKit.Testing.Tests.Examples;

public sealed class LearningLoopSpecs
{
    [Fact]
    public void A_patch_that_makes_the_rules_worse_is_not_kept()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Learn intents");

        Learn(run, scores: [0.5, 0.7, 0.6]);
        run.Complete("max_iterations");

        recorder.Expect()
            .InOrder<LearningStart, Synthesis, Iteration, Final>()
            .Exactly<Iteration>(2)
            .Every<Iteration>(round => round.Accepted == (round.After!.MicroF1 >= round.Before!.MicroF1))
            .Any<Final>(final => final.Metrics!.MicroF1 == 0.7)
            .NothingLost();
    }

    private static void Learn(TraceRun run, double[] scores)
    {
        run.Emit(new LearningStart { Dataset = "demo" });
        double best = scores[0];
        List<RuleRef> rules = [new RuleRef { Id = "r0", Name = "keyword" }];
        run.Emit(new Synthesis { Mode = "bulk", Rules = [.. rules], Metrics = new LearningMetrics { MicroF1 = best } });
        for (int number = 1; number < scores.Length; number++)
        {
            var patch = new RuleRef { Id = $"r{number}", Name = "synonym" };
            bool accepted = scores[number] >= best;
            run.Emit(new Iteration
            {
                Number = number,
                Before = new LearningMetrics { MicroF1 = best },
                Patch = new RulePatch { Added = [patch] },
                After = new LearningMetrics { MicroF1 = scores[number] },
                Accepted = accepted,
                DecidedBy = accepted ? "f1_not_worse" : "f1_fell",
            });
            if (accepted)
            {
                rules.Add(patch);
                best = scores[number];
            }
        }

        run.Emit(new Final { Rules = rules, Metrics = new LearningMetrics { MicroF1 = best }, Iterations = scores.Length - 1 });
    }
}
