using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Learning;
using TraceKit.Learning.Rendering;
using TraceKit.Learning.Stories;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Learning;

public sealed class LearningTraceSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_story_has_synthesis_to_final_in_order_and_the_file_tells_it_again()
    {
        var time = new ManualTime();
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1", time);
        using TraceCollector owned = collector;

        SomeLearner.Tell(trace, time);
        trace.Complete();

        LearningStory story = LearningStory.Read(_folder[Path.Combine("learned", "demo.trace.json")]);
        Assert.Equal(
            ["synthesis", "critic", "guidance", "iteration", "audit", "iteration", "iteration", "audit", "prune", "validated_stats", "final"],
            RunFileReader.ReadStrict(trace.Run.Path!).Single().Events.Skip(1).Select(recorded => recorded.Type));
        Assert.Equal(LearningStory.From(RunFileReader.ReadStrict(trace.Run.Path!).Single()).ToJson(), story.ToJson());
        Assert.Empty(story.Findings);
        Approved.Check("story", story.ToJson());
        Approved.Check("print", Printed(story));
    }

    [Fact]
    public void Who_has_no_trace_pays_nothing_and_nothing_is_written()
    {
        using LearningTrace off = LearningTrace.Begin(TraceCollector.Disabled, SomeLearner.Start, new LearningTraceOptions { Storage = _folder["learned"] });

        SomeLearner.Tell(off);
        off.Complete();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var fact = new Critic { RuleFeedback = 1 };
        for (int i = 0; i < 1000; i++)
        {
            LearningTrace.None.Add(fact);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1024);
        Assert.Same(LearningTrace.None, off);
        Assert.False(Directory.Exists(_folder["learned"]));
        Assert.Null(off.StoryPath);
    }

    [Fact]
    public void A_run_that_breaks_says_which_stage_and_not_what_the_exception_quotes()
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        trace.Fail(new InvalidOperationException("cannot parse 'I want a refund'"), "synthesis");

        LearningStory story = LearningStory.Read(trace.StoryPath!);
        Assert.Equal(RunStatus.Failed, story.Status);
        Assert.Equal(("synthesis", "System.InvalidOperationException", true), (story.Entries[0].LearningError!.Stage, story.Entries[0].LearningError!.ErrorType, story.Entries[0].LearningError!.Fatal));
        Assert.DoesNotContain("refund", File.ReadAllText(trace.StoryPath!) + File.ReadAllText(trace.Run.Path!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_call_is_in_the_run_and_not_in_the_story()
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        EventAddress call = trace.Call(new LlmCall { Component = "patch", Status = LlmCallStatus.Ok, Reply = new ChatTurn { Role = "assistant", Content = "the text of a document" } });
        trace.Add(new Critic { RuleFeedback = 1, Calls = [call.Seq] });
        trace.Complete("done");

        Assert.Contains("the text of a document", File.ReadAllText(trace.Run.Path!), StringComparison.Ordinal);
        Assert.DoesNotContain("the text of a document", File.ReadAllText(trace.StoryPath!), StringComparison.Ordinal);
        Assert.Equal([1], LearningStory.Read(trace.StoryPath!).Entries.Single().Critic!.Calls);
    }

    [Fact]
    public void A_run_that_is_disposed_without_an_end_is_an_aborted_story()
    {
        LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;
        trace.Add(new Critic { RuleFeedback = 1 });

        trace.Dispose();

        LearningStory story = LearningStory.Read(trace.StoryPath!);
        Assert.Equal((RunStatus.Aborted, "disposed"), (story.Status, story.StopReason));
        Assert.Equal(LearningRules.Unfinished, Assert.Single(story.Findings).Rule);
    }

    [Fact]
    public void A_storage_that_cannot_be_written_does_not_stop_the_learner()
    {
        _folder.Write("learned", "a file where the folder should be"u8);
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        SomeLearner.Tell(trace);
        trace.Complete();

        Assert.NotNull(trace.WriteProblem);
        Assert.Equal(12, RunFileReader.ReadStrict(trace.Run.Path!).Single().Events.Count);
    }

    [Fact]
    public void A_data_set_whose_name_no_file_can_have_is_refused_at_the_start()
    {
        using TraceCollector collector = Some.Collector(_folder);

        ArgumentException refused = Assert.Throws<ArgumentException>(() =>
            LearningTrace.Begin(collector, new LearningStart { Dataset = "../up" }, new LearningTraceOptions { Storage = _folder["learned"] }));

        Assert.Contains("FileName", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_name_is_in_no_file_and_run_and_story_have_the_same_mark_for_it()
    {
        string secret = string.Concat("ghp_", new string('a', 30), "B7c9d1");
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        trace.Add(new Synthesis { Mode = "bulk", Rules = [SomeLearner.Rule($"uses {secret}"), SomeLearner.Rule("plain")] });
        trace.Complete($"stopped by {secret}");

        LearningStory story = LearningStory.Read(trace.StoryPath!);
        Assert.DoesNotContain(secret, File.ReadAllText(trace.StoryPath!) + File.ReadAllText(trace.Run.Path!), StringComparison.Ordinal);
        Assert.Contains("REDACTED", story.Entries[0].Synthesis!.Rules[0].Name, StringComparison.Ordinal);
        Assert.Equal("plain", story.Entries[0].Synthesis!.Rules[1].Name);
        Assert.Equal(story.ToJson(), LearningStory.From(RunFileReader.ReadStrict(trace.Run.Path!).Single()).ToJson());
    }

    [Fact]
    public void A_fact_of_which_redaction_leaves_no_fact_is_in_the_run_file_and_the_story_says_so()
    {
        using var collector = Some.Collector(_folder, options => options.Redaction = RedactionPolicy.None.With(FieldRule.Drop("rule_feedback")));
        using var trace = LearningTrace.Begin(collector, SomeLearner.Start, new LearningTraceOptions { Storage = _folder["learned"] });

        trace.Add(new Critic { RuleFeedback = 1 });
        trace.Complete();

        LearningStory story = LearningStory.Read(trace.StoryPath!);
        Assert.Empty(story.Entries);
        Assert.Contains(story.Findings, finding => finding.Rule == LearningRules.Refused);
        Assert.Contains("\"type\":\"critic\"", File.ReadAllText(trace.Run.Path!), StringComparison.Ordinal);
    }

    private static string Printed(LearningStory story)
    {
        using var output = new StringWriter();
        LearningReport.PrintTrace(story, output);
        return output.ToString();
    }

    public void Dispose() => _folder.Dispose();
}
