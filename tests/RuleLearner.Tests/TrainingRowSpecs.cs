using RuleLearner.Data;
using TraceKit.Models;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;

namespace RuleLearner.Tests;

public sealed class TrainingRowSpecs
{
    [Fact]
    public async Task Every_call_is_a_row_and_every_decision_about_a_patch_is_skipped_with_a_reason()
    {
        using Learned learned = await Learned.FromAsync(ExampleSet.Load(file: null, holdout: 0), new LearnerSettings { IsAgentic = true }, cancellationToken: TestContext.Current.CancellationToken);
        int calls = learned.Run.Events.Count(recorded => recorded.Is<LlmCall>());
        int decisions = learned.Story.Entries.Count(entry => entry.Iteration?.Accepted is not null);

        BuildResult built = DatasetBuilder.Build(learned.Runs, learned["ds"], new SftRecipe { Rows = ["learner"], Split = new SplitPolicy { Train = 1, Validation = 0 } });

        MassBalance candidates = built.Report.Balance.Single(stage => stage.Stage == "candidates");
        Assert.Equal(calls + decisions, candidates.In);
        Assert.Equal(decisions, candidates.Dropped["no_user_turn"]);
        Assert.True(candidates.Holds);
        Assert.Equal(calls, built.Report.RowsByKind["learner"]);
    }
}
