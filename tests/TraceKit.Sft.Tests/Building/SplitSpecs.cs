using FsCheck;
using FsCheck.Fluent;
using TraceKit.Reading;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

public sealed class SplitSpecs
{
    [Fact]
    public void A_run_that_is_added_moves_no_other_run_to_another_split()
    {
        using var folder = new TempFolder();
        List<RecordedRun> runs = [.. TraceFolder.Read(Runs.Planners(folder, tasks: 60, trials: 2)).SelectMany(file => file.Runs)];

        Prop.ForAll(Gen.Choose(0, 119).ListOf().ToArbitrary(), indices =>
        {
            List<RecordedRun> some = [.. indices.Distinct().Select(index => runs[index])];
            var few = new Splits(new SplitPolicy(), some);
            var all = new Splits(new SplitPolicy(), runs);
            return some.TrueForAll(run => few.Of(run, "x") == all.Of(run, "x"));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_sub_run_stays_with_the_run_that_started_it()
    {
        using var folder = new TempFolder();
        for (int i = 0; i < 40; i++)
        {
            Runs.Planner(folder["runs"], $"parent-{i}", $"task-{i}");
            using Collection.TraceRun child = new Collection.TraceCollector(new Collection.TraceKitOptions { Root = folder["runs"] })
                .StartRun(new Collection.RunDescriptor { Goal = "g", RunId = $"child-{i}", ParentRunId = $"parent-{i}" });
            child.Complete();
        }

        List<RecordedRun> runs = [.. TraceFolder.Read(folder["runs"]).SelectMany(file => file.Runs)];
        var splits = new Splits(new SplitPolicy(), runs);

        Assert.All(runs.Where(run => run.Header.ParentRunId is not null), child =>
            Assert.Equal(splits.Of(runs.Single(run => run.RunId == child.Header.ParentRunId), "x"), splits.Of(child, "x")));
        Assert.True(runs.Select(run => splits.Of(run, "x")).Distinct().Count() > 1);
    }

    [Fact]
    public void Shares_come_out_as_asked_over_many_tasks()
    {
        using var folder = new TempFolder();
        List<RecordedRun> runs = [.. TraceFolder.Read(Runs.Planners(folder, tasks: 400)).SelectMany(file => file.Runs)];
        var splits = new Splits(new SplitPolicy { Train = 0.5, Validation = 0.25 }, runs);

        Dictionary<string, int> counts = runs.GroupBy(run => splits.Of(run, "x")).ToDictionary(split => split.Key, split => split.Count());

        Assert.InRange(counts["train"], 160, 240);
        Assert.InRange(counts["validation"], 70, 130);
        Assert.InRange(counts["test"], 70, 130);
    }
}
