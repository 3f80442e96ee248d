using TraceKit.Sft.Building;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Gates;

public sealed class SelectionGateSpecs
{
    [Theory]
    [InlineData(100, 0, GateVerdict.Pass)]
    [InlineData(97, 3, GateVerdict.Warning)]
    [InlineData(94, 6, GateVerdict.Error)]
    public void Runs_without_an_end_warn_below_99_percent_and_refuse_below_95(int ended, int open, GateVerdict expected)
    {
        using var folder = new TempFolder();
        string runs = Runs.Planners(folder, tasks: ended + open);
        foreach (string file in Directory.EnumerateFiles(runs, "*", SearchOption.AllDirectories).Take(open))
        {
            File.WriteAllLines(file, File.ReadAllLines(file).SkipLast(1));
        }

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Equal(expected, result.Gate("SEL-01").Verdict);
        Assert.Equal(expected == GateVerdict.Error, result.IsRefused);
    }

    [Fact]
    public void A_run_that_several_files_hold_was_started_once()
    {
        using var folder = new TempFolder();
        string runs = Runs.Planners(folder, tasks: 10);
        string whole = Directory.EnumerateFiles(runs, "*", SearchOption.AllDirectories).First();
        File.WriteAllLines(Path.Combine(runs, "half.trace.jsonl"), File.ReadAllLines(whole).SkipLast(1));

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Equal((10, GateVerdict.Pass), (result.Gate("SEL-01").N, result.Gate("SEL-01").Verdict));
        Assert.Equal(10, result.Report.Outcomes.Started["success (environment)"]);
        Assert.Equal(2, result.Stage("runs").Dropped["duplicate_run_id"]);
    }

    [Fact]
    public void Losing_failed_runs_without_saying_so_refuses_the_dataset()
    {
        using var folder = new TempFolder();
        string runs = folder["runs"];
        for (int i = 0; i < 40; i++)
        {
            if (i % 2 == 0)
            {
                Runs.Planner(runs, $"good-{i}", $"task-{i}");
            }
            else
            {
                using Collection.TraceRun run = Runs.Start(runs, $"bad-{i}", $"task-{i}");
                run.Complete(success: false, Contract.SuccessSource.Environment);
            }
        }

        BuildResult result = DatasetBuilder.Build(runs, folder["ds"], new SftRecipe());

        Assert.Equal(GateVerdict.Error, result.Gate("SEL-02").Verdict);
        Assert.True(result.IsRefused);
    }

    [Fact]
    public void An_agent_that_only_says_so_itself_has_not_succeeded()
    {
        using var folder = new TempFolder();
        Runs.Planner(folder["runs"], "said", "a", success: true, Contract.SuccessSource.SelfReported);
        Runs.Planner(folder["runs"], "seen", "b", success: true, Contract.SuccessSource.Tests);

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe { Select = new SelectionPolicy { Outcome = "success" } });

        Assert.Equal(["seen"], Stored.Lineage(folder["ds"]).Select(row => row.RunId));
        Assert.Equal(1, result.Stage("runs").Dropped["not_successful"]);
    }

    [Fact]
    public void The_risk_ratio_and_its_interval_are_those_of_the_textbook()
    {
        // 15 of 20 against 10 of 20: ratio 1.5, logarithmic standard error sqrt(1/15 - 1/20 + 1/10 - 1/20).
        (double ratio, double low, double high) = RiskRatio.Of(15, 20, 10, 20);

        Assert.Equal(1.5, ratio, 9);
        Assert.Equal(0.9043, low, 3);
        Assert.Equal(2.4881, high, 3);
    }

    [Fact]
    public void An_empty_cell_does_not_break_the_risk_ratio()
    {
        (double ratio, double low, double high) = RiskRatio.Of(31, 31, 0, 69);

        Assert.True(low > 1.25 && ratio > low && high > ratio && double.IsFinite(high));
    }
}
