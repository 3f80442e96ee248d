using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.Learning.Stories;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Learning;

public sealed class StoryFileSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_second_run_keeps_the_first_under_its_id_and_is_the_latest()
    {
        Run("first");
        Run("second");
        Run("third");

        Assert.Equal("third", LearningStory.Read(Story("demo.trace.json")).RunId);
        Assert.Equal("first", LearningStory.Read(Story("demo.first.trace.json")).RunId);
        Assert.Equal("second", LearningStory.Read(Story("demo.second.trace.json")).RunId);
        Assert.Equal(3, Directory.GetFiles(_folder["learned"], "*.trace.json").Length);
    }

    [Fact]
    public void Runs_at_the_same_time_do_not_write_into_each_other_s_file()
    {
        using LearningTrace first = SomeLearner.Trace(_folder, out TraceCollector one, "first");
        using TraceCollector ownedOne = one;
        using LearningTrace second = SomeLearner.Trace(_folder, out TraceCollector two, "second");
        using TraceCollector ownedTwo = two;

        first.Add(new Critic { RuleFeedback = 1 });
        second.Add(new Critic { RuleFeedback = 2 });
        first.Complete("done");
        second.Complete("done");

        Assert.Equal((Story("demo.trace.json"), Story("demo.second.trace.json")), (first.StoryPath, second.StoryPath));
        Assert.Equal(1, LearningStory.Read(first.StoryPath!).Entries.Single().Critic!.RuleFeedback);
        Assert.Equal(2, LearningStory.Read(second.StoryPath!).Entries.Single().Critic!.RuleFeedback);
    }

    [Fact]
    public void The_file_is_whole_after_every_step()
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;
        Assert.Empty(LearningStory.Read(trace.StoryPath!).Entries);

        for (int step = 1; step <= 12; step++)
        {
            trace.Add(new Critic { RuleFeedback = step });

            LearningStory story = LearningStory.Read(trace.StoryPath!);
            Assert.Equal((step, RunStatus.Running), (story.Entries.Count, story.Status));
        }

        Assert.Empty(Directory.GetFiles(_folder["learned"], "*.writing"));
    }

    [Fact]
    public void Steps_that_come_fast_are_written_together_when_the_interval_has_passed()
    {
        var time = new ManualTime();
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1", time, TimeSpan.FromMilliseconds(200));
        using TraceCollector owned = collector;
        int Written() => LearningStory.Read(trace.StoryPath!).Entries.Count;

        trace.Add(new Critic { RuleFeedback = 1 });
        trace.Add(new Critic { RuleFeedback = 2 });
        Assert.Equal(0, Written());
        time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(0, Written());
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, Written());
        time.Advance(TimeSpan.FromMilliseconds(300));
        trace.Add(new Critic { RuleFeedback = 3 });
        Assert.Equal(3, Written());
        trace.Add(new Critic { RuleFeedback = 4 });
        trace.Complete();

        Assert.Equal(4, Written());
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void An_interval_below_zero_is_refused()
    {
        using TraceCollector collector = Some.Collector(_folder);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => LearningTrace.Begin(collector, SomeLearner.Start, new LearningTraceOptions { StoryInterval = TimeSpan.FromTicks(-1) }));

        Assert.Contains("StoryInterval", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_run_is_written_as_often_as_stays_linear_and_its_end_is_whole()
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        for (int step = 1; step <= 500; step++)
        {
            trace.Add(new Critic { RuleFeedback = step });
            int written = LearningStory.Read(trace.StoryPath!).Entries.Count;
            Assert.InRange(written, step - (step / 16) - 1, step);
        }

        trace.Complete("done");
        Assert.Equal(500, LearningStory.Read(trace.StoryPath!).Entries.Count);
    }

    [Fact]
    public void A_file_that_is_no_story_is_moved_aside_and_not_lost()
    {
        _folder.Write(Path.Combine("learned", "demo.trace.json"), "half a sto"u8);

        Run("run-1");

        string kept = Assert.Single(Directory.GetFiles(_folder["learned"], "demo.unreadable-*.trace.json"));
        Assert.Equal("half a sto", File.ReadAllText(kept));
        Assert.Equal("run-1", LearningStory.Read(Story("demo.trace.json")).RunId);
    }

    [Fact]
    public void A_story_that_is_put_into_a_folder_again_is_replaced_in_its_place()
    {
        LearningStory first = Run("first");
        LearningStory second = Run("second");

        string path = first.SaveIn(_folder["learned"]);

        Assert.Equal(Story("demo.first.trace.json"), path);
        Assert.Equal(Story("demo.trace.json"), second.SaveIn(_folder["learned"]));
        Assert.Equal(2, Directory.GetFiles(_folder["learned"], "*.trace.json").Length);
    }

    private string Story(string name) => _folder[Path.Combine("learned", name)];

    private LearningStory Run(string id)
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, id);
        using TraceCollector owned = collector;
        SomeLearner.Tell(trace);
        trace.Complete();
        return LearningStory.Read(trace.StoryPath!);
    }

    public void Dispose() => _folder.Dispose();
}
