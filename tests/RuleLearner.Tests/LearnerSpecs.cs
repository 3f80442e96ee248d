using RuleLearner.Data;
using RuleLearner.Models;
using RuleLearner.Rules;
using TraceKit.Learning;
using TraceKit.Learning.Stories;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace RuleLearner.Tests;

public sealed class LearnerSpecs
{
    private static readonly LearnerSettings Agentic = new() { IsAgentic = true };

    [Fact]
    public async Task The_agentic_path_tells_critic_coordinator_audits_patches_and_the_end()
    {
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0), Agentic, cancellationToken: TestContext.Current.CancellationToken);

        string[] kinds = [.. learned.Story.Entries.Select(KindOf)];
        Assert.Equal("synthesis", kinds[0]);
        Assert.Equal("final", kinds[^1]);
        Assert.All((string[])["critic", "guidance", "iteration", "audit", "validated_stats"], kind => Assert.Contains(kind, kinds));
        Assert.Equal(["mid", "final"], learned.Story.Entries.Select(entry => entry.Audit?.Phase).OfType<AuditPhase>().Distinct().Select(phase => phase.ToString().ToLowerInvariant()));
        Assert.Empty(learned.Story.Findings);
        Assert.Equal("agentic", learned.Story.Start!.Coordinator);
    }

    [Fact]
    public async Task The_simple_path_has_no_critic_and_no_coordinator()
    {
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0.25), new LearnerSettings(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.DoesNotContain(learned.Story.Entries, entry => entry.Critic is not null || entry.Guidance is not null || entry.Audit?.Phase == AuditPhase.Mid);
        Assert.Contains(learned.Story.Entries, entry => entry.Iteration is { Accepted: not null, DecidedBy: not null, OnDev: true });
        Assert.Equal("simple", learned.Story.Start!.Coordinator);
        Assert.Empty(learned.Story.Findings);
    }

    [Fact]
    public async Task The_story_file_says_what_the_run_file_says()
    {
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0), Agentic, cancellationToken: TestContext.Current.CancellationToken);

        LearningStory retold = LearningStory.From(learned.Run);

        Assert.Equal(RunStatus.Completed, learned.Story.Status);
        Assert.Null(LearningComparison.Of(learned.Story, retold).FirstDifference);
        Assert.Equal(learned.Story.Entries.Select(entry => entry.Seq), retold.Entries.Select(entry => entry.Seq));
        Assert.Equal(learned.Story.StopReason, retold.StopReason);
    }

    [Fact]
    public async Task No_text_of_the_data_is_in_the_story_and_every_call_is_in_the_run()
    {
        ExampleSet examples = ExampleSet.Load(file: null, holdout: 0);
        using Learned learned = await Learned.FromAsync(examples, Agentic, cancellationToken: TestContext.Current.CancellationToken);

        Assert.DoesNotContain(examples.Train, example => learned.Text.Contains(example.Text, StringComparison.Ordinal));
        HashSet<long> calls = [.. learned.Run.Events.Where(recorded => recorded.Is<LlmCall>()).Select(recorded => recorded.Seq)];
        Assert.Equal(calls.Order(), learned.Story.Entries.SelectMany(CallsOf).Order());
    }

    [Fact]
    public async Task What_is_learned_does_not_depend_on_the_trace_and_repeats()
    {
        ExampleSet examples = ExampleSet.Load(file: null, holdout: 0);
        using var model = new MiningChatClient();
        using Learned first = await Learned.FromAsync(examples, Agentic, cancellationToken: TestContext.Current.CancellationToken);
        using Learned second = await Learned.FromAsync(examples, Agentic, cancellationToken: TestContext.Current.CancellationToken);

        RuleSet untraced = await new Learner(examples, model, Agentic, LearningTrace.None).LearnAsync(TestContext.Current.CancellationToken);

        Assert.Equal(first.Rules.Rules.Select(rule => (rule.Name, rule.Pattern)), untraced.Rules.Select(rule => (rule.Name, rule.Pattern)));
        Assert.Null(LearningComparison.Of(first.Story, second.Story).FirstDifference);
    }

    [Fact]
    public async Task The_deltas_of_the_steps_add_up_to_the_whole_way()
    {
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0), Agentic, cancellationToken: TestContext.Current.CancellationToken);

        LearningGains gains = LearningGains.Of(learned.Story);

        Assert.Equal(learned.Story.Entries[^1].Final!.Metrics!.MicroF1, gains.To!.Value, 12);
        Assert.Equal(0, gains.Unexplained!.Value, 12);
        Assert.True(gains.Total > 0.1, "the learner learns");
    }

    [Fact]
    public async Task A_reply_that_cannot_be_read_is_an_error_in_the_story_and_the_run_goes_on()
    {
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0), Agentic, new ScriptedReplies("I would rather not."), TestContext.Current.CancellationToken);

        Assert.Contains(learned.Story.Entries, entry => entry.LearningError is { Stage: "synthesis", ErrorType: "reply_unreadable", Fatal: false });
        Assert.Equal("reply_unreadable", learned.Story.Entries[^1].Final!.StopReason);
        Assert.All(learned.Run.Events.Select(recorded => recorded.TryRead<LlmCall>()).OfType<LlmCall>(), call => Assert.Equal(LlmCallStatus.ParseError, call.Status));
    }

    [Fact]
    public async Task A_model_that_writes_no_name_and_no_pattern_does_no_harm()
    {
        string reply = """{"rules":[{"name":"I want a refund\nfor my lamp","pattern":"refund","label":"refund"},{"name":"bad","pattern":"(","label":"refund"}]}""";
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0), new LearnerSettings { MaxIterations = 1 }, new ScriptedReplies(reply), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("for my lamp", learned.Text, StringComparison.Ordinal);
        Assert.Contains(learned.Story.Findings, finding => finding.Rule == LearningRules.NoName);
        Assert.StartsWith("unnamed-", learned.Story.Entries[0].Synthesis!.Rules.Single().Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_tickets_of_a_bank_are_learned_too()
    {
        string? folder = SharedData.Folder("rulechef_runs");
        Assert.SkipWhen(folder is null, "skipped: the shared data 'rulechef_runs' is not there");
        ExampleSet examples = ExampleSet.Load(Path.Combine(folder, "benchmarks", "results", "sample_traffic_banking77.jsonl"), holdout: 0.25);

        using Learned learned = await Learned.FromAsync(examples, Agentic, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(learned.Story.Findings);
        Assert.True(learned.Story.Entries[^1].Final!.Metrics!.MicroF1 > 0.3);
    }

    private static string KindOf(LearningEntry entry) => entry switch
    {
        { Synthesis: not null } => "synthesis",
        { Critic: not null } => "critic",
        { Guidance: not null } => "guidance",
        { Iteration: not null } => "iteration",
        { Audit: not null } => "audit",
        { Prune: not null } => "prune",
        { RestoreBest: not null } => "restore_best",
        { ValidatedStats: not null } => "validated_stats",
        { Final: not null } => "final",
        _ => "other",
    };

    private static IEnumerable<long> CallsOf(LearningEntry entry) =>
        entry.Synthesis?.Calls ?? entry.Critic?.Calls ?? entry.Guidance?.Calls ?? entry.Iteration?.Calls ?? entry.Audit?.Calls ?? [];
}
