using System.Text;
using System.Text.RegularExpressions;
using TraceKit.Reading;

namespace PlanAndAct.Tests;

public sealed partial class RepetitionSpecs
{
    [Fact]
    public async Task The_same_seed_makes_the_same_decisions()
    {
        using Played first = await Played.AllAsync(new ProgramSettings { Seed = 7, Trials = 2 });
        using Played second = await Played.AllAsync(new ProgramSettings { Seed = 7, Trials = 2 });

        Assert.Equal(32, first.Runs.Count);
        Assert.Equal(Story(first), Story(second));
    }

    [Fact]
    public async Task Another_seed_makes_other_cases_and_another_trial_other_decisions()
    {
        using Played first = await Played.AllAsync(new ProgramSettings { Seed = 7, Trials = 2 });
        using Played second = await Played.AllAsync(new ProgramSettings { Seed = 8 });

        Assert.Empty(first.Runs.Select(run => run.TaskId).Intersect(second.Runs.Select(run => run.TaskId)));
        Assert.NotEqual(Story(first, trial: 1), Story(first, trial: 2));
    }

    private static string Story(Played played, int? trial = null)
    {
        var story = new StringBuilder();
        foreach (FinishedRun run in played.Runs.Where(run => trial is null || run.Trial == trial))
        {
            story.AppendLine(run.TaskId);
            foreach (RecordedEvent recorded in played.Recorded.Single(recorded => recorded.RunId == run.RunId).Events)
            {
                story.Append(recorded.Type).Append(' ').AppendLine(Latency().Replace(Encoding.UTF8.GetString(recorded.Data.Span), string.Empty));
            }
        }

        return Seed().Replace(story.ToString(), string.Empty);
    }

    [GeneratedRegex(@",""latency_ms"":[0-9.E+-]+")]
    private static partial Regex Latency();

    /// <summary>Two trials differ in the seed that they send; here their decisions are compared.</summary>
    [GeneratedRegex(@"""seed"":\d+")]
    private static partial Regex Seed();
}
