using TraceKit.Collection;
using TraceKit.Interop.Importing;
using TraceKit.Learning;
using TraceKit.Models;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

/// <summary>Rows of the model calls of learning runs, and what came of each call.</summary>
public sealed class LearnerRowSpecs : IDisposable
{
    private static readonly SftRecipe Recipe = new() { Rows = ["learner"], Split = new SplitPolicy { Train = 1, Validation = 0 } };

    private readonly TempFolder _folder = new();

    [Fact]
    public void V12_a_log_with_decisions_about_patches_is_imported_and_those_are_skipped_with_a_reason()
    {
        string? data = SharedData.Folder("seed_formats");
        Assert.SkipWhen(data is null, "skipped: the shared data 'seed_formats' is not there");
        TraceImporters.Find("rulechef")!.Import(Path.Combine(data, "rulechef", "generated_scripted_run"), new ImportOptions { Out = _folder["runs"] });

        BuildResult built = DatasetBuilder.Build(_folder["runs"], _folder["ds"], Recipe);

        MassBalance candidates = built.Stage("candidates");
        Assert.Equal((15L, 12L, 3L), (candidates.In, candidates.Out, candidates.Dropped["no_user_turn"]));
        Assert.True(candidates.Holds);
        Assert.All(Stored.Rows(_folder["ds"]), row => Assert.Contains(row.GetProperty("messages").EnumerateArray(), message => message.GetProperty("role").GetString() == "user"));
        LineageRow[] patches = [.. Stored.Lineage(_folder["ds"]).Where(row => row.Effect?.Type == "iteration")];
        Assert.Equal([0.7778, 0.8889, 0.8889], patches.Select(row => row.Effect!.F1After!.Value).Order());
        Assert.All(patches, row => Assert.True(row.Effect!.Kept));
    }

    [Fact]
    public void The_lineage_of_a_call_says_what_came_of_it_and_what_it_did_to_the_F1()
    {
        Learn();

        BuildResult built = DatasetBuilder.Build(_folder["runs"], _folder["ds"], Recipe);

        CallEffect[] effects = [.. Stored.Lineage(_folder["ds"]).Select(row => row.Effect!)];
        Assert.Equal(["synthesis", "iteration", "iteration"], effects.Select(effect => effect.Type));
        Assert.Equal([true, true, false], effects.Select(effect => effect.Kept));
        Assert.Equal(new (double?, double?)[] { (null, 0.5), (0.5, 0.7), (0.7, 0.6) }, effects.Select(effect => (effect.F1Before, effect.F1After)));
        Assert.Equal([null, "f1_not_worse", "f1_fell"], effects.Select(effect => effect.DecidedBy));
        Assert.Equal(3, built.Report.RowsByKind["learner"]);
    }

    [Fact]
    public void Calls_that_failed_are_counted_by_their_reasons()
    {
        Learn(trace =>
        {
            trace.Call(Call("a", null) with { Status = LlmCallStatus.Error });
            trace.Call(Call("b", "not JSON") with { Status = LlmCallStatus.ParseError });
            trace.Call(Call("c", "answer") with { Request = null });
        });

        MassBalance candidates = DatasetBuilder.Build(_folder["runs"], _folder["ds"], Recipe).Stage("candidates");

        Assert.Equal((8L, 3L), (candidates.In, candidates.Out));
        Assert.Equal((1L, 1L, 3L), (candidates.Dropped["failed_attempt"], candidates.Dropped["unreadable_output"], candidates.Dropped["no_user_turn"]));
    }

    [Fact]
    public void Every_row_leads_back_to_its_bytes()
    {
        Learn();
        DatasetBuilder.Build(_folder["runs"], _folder["ds"], Recipe);

        Assert.Empty(DatasetAudit.Audit(_folder["ds"]).Rows.SelectMany(row => row.Problems));
    }

    [Fact]
    public void Who_did_not_ask_for_them_gets_none_and_they_are_counted()
    {
        Learn();
        Runs.Planners(_folder, tasks: 1);

        BuildResult built = DatasetBuilder.Build(_folder["runs"], _folder["ds"], new SftRecipe { Split = Recipe.Split });

        Assert.Equal(5, built.Stage("candidates").Dropped["kind_not_wanted"]);
    }

    private static LlmCall Call(string question, string? reply) => new()
    {
        Component = "patch",
        Status = LlmCallStatus.Ok,
        Request = new LlmRequest { Messages = [new ChatTurn { Role = "system", Content = "You write rules." }, new ChatTurn { Role = "user", Content = question }] },
        Reply = reply is null ? null : new ChatTurn { Role = "assistant", Content = reply },
    };

    private void Learn(Action<LearningTrace>? more = null)
    {
        using var collector = new TraceCollector(new TraceKitOptions { Root = _folder["runs"], RecoverAtStart = false });
        using LearningTrace trace = LearningTrace.Begin(collector, new LearningStart { Dataset = "demo" });
        trace.Add(new Synthesis { Mode = "bulk", Rules = [], Metrics = F1(0.5), Calls = [trace.Call(Call("first", "rules")).Seq] });
        trace.Add(new Iteration { Number = 1, Before = F1(0.5), Patch = new RulePatch(), After = F1(0.7), Accepted = true, DecidedBy = "f1_not_worse", Calls = [trace.Call(Call("second", "patch")).Seq] });
        trace.Add(new Iteration { Number = 2, Before = F1(0.7), Patch = new RulePatch(), After = F1(0.6), Accepted = false, DecidedBy = "f1_fell", Calls = [trace.Call(Call("third", "patch")).Seq] });
        more?.Invoke(trace);
        trace.Add(new Final { Rules = [], Metrics = F1(0.7) });
        trace.Complete("done");
    }

    private static LearningMetrics F1(double f1) => new() { MicroF1 = f1 };

    public void Dispose() => _folder.Dispose();
}
