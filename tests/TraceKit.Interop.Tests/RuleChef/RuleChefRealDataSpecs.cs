using System.Text.Json;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Learning;
using TraceKit.Learning.Rendering;
using TraceKit.Learning.Stories;
using TraceKit.Models;
using TraceKit.Reading;
using Xunit;

namespace TraceKit.Interop.Tests.RuleChef;

/// <summary>V13: three real runs, told from their logs and histories; every number of the story is one of the files.</summary>
public sealed class RuleChefRealDataSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    public static TheoryData<string> Runs => ["2026-06-18_v5", "2026-06-23_v2", "2026-06-23_v3"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void V13_the_curves_of_a_story_are_those_of_its_history_number_by_number(string name)
    {
        string folder = Folder(name);
        JsonElement train = History(folder)[0];

        LearningStory story = StoryOf(folder);

        Same(train.GetProperty("batch_metrics"), story, "batch", "batch");
        Same([.. History(folder).EnumerateArray().SelectMany(phase => phase.GetProperty("iteration_metrics").EnumerateArray())], story, "iteration", "iteration");
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void V13_the_best_sets_change_where_the_snapshots_do(string name)
    {
        string folder = Folder(name);
        List<(int Batch, string[] Ids)> expected = [];
        foreach (JsonElement snapshot in History(folder)[0].GetProperty("rules_snapshot").EnumerateArray())
        {
            string[] ids = [.. snapshot.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];
            if (ids.Length > 0 && (expected.Count == 0 || !ids.SequenceEqual(expected[^1].Ids)))
            {
                expected.Add((snapshot.GetProperty("batch").GetInt32(), ids));
            }
        }

        BestRules[] told = [.. StoryOf(folder).Entries.Select(entry => entry.BestRules).OfType<BestRules>().Where(best => best.Metrics is null)];

        Assert.Equal(expected.Select(best => best.Batch), told.Select(best => best.Number!.Value));
        Assert.Equal(expected.SelectMany(best => best.Ids), told.SelectMany(best => best.Rules).Select(rule => rule.Id));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void V13_every_line_of_the_log_is_a_call_with_its_prompt_and_what_it_records_is_in_the_story(string name)
    {
        string folder = Folder(name);
        JsonElement[] lines = [.. File.ReadLines(Directory.GetFiles(folder, "*.training.jsonl").Single()).Select(line => JsonElement.Parse(line))];

        RecordedRun run = Imported.From("rulechef", folder, _temp.Out).Run;

        LlmCall[] calls = [.. run.Events.Select(recorded => recorded.TryRead<LlmCall>()).OfType<LlmCall>()];
        Assert.Equal(lines.Select(line => line.GetProperty("call_type").GetString()), calls.Select(call => call.Component));
        Assert.Equal(lines.Select(line => line.GetProperty("messages")[0].GetProperty("content").GetString()), calls.Select(call => call.Request!.Messages![0].Content));
        LearningStory story = LearningStory.From(run);
        Iteration[] patches = [.. story.Entries.Select(entry => entry.Iteration).OfType<Iteration>()];
        JsonElement[] asked = [.. lines.Where(line => line.GetProperty("call_type").GetString() == "rule_patch").Select(line => line.GetProperty("metadata"))];
        Assert.Equal(asked.Select(line => line.GetProperty("num_failures").GetInt32()), patches.Select(patch => patch.Failures!.Total));
        Assert.All(patches, patch => Assert.Null(patch.Accepted));
        Assert.All(patches, patch => Assert.Single(patch.Calls));
        JsonElement[] guided = [.. lines.Where(line => line.GetProperty("call_type").GetString() == "guide_refinement").Select(line => line.GetProperty("metadata"))];
        Assert.Equal(guided.Select(line => line.GetProperty("should_continue").GetBoolean()), story.Entries.Select(entry => entry.Guidance?.ShouldContinue).OfType<bool>());
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void V13_the_end_is_that_of_the_results(string name)
    {
        string folder = Folder(name);
        JsonElement results = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, "results_germanler.json")));

        LearningStory story = StoryOf(folder);

        Final final = story.Entries[^1].Final!;
        Assert.Equal(results.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()), final.Rules.Select(rule => rule.Id));
        Assert.Equal(results.GetProperty("results").GetProperty("micro_f1").GetDouble(), final.Metrics!.MicroF1);
        Assert.Equal(results.GetProperty("results").GetProperty("num_rules").GetInt32(), final.Rules.Count);
        Assert.Equal(results.GetProperty("results").GetProperty("learning_time_s").GetDouble() * 1000, final.DurationMs);
        Assert.Equal(results.GetProperty("per_class")[0].GetProperty("tp").GetInt32(), final.PerClass[0].TruePositives);
        Assert.Equal(results.GetProperty("config").GetProperty("agentic").GetBoolean() ? "agentic" : "simple", story.Start!.Coordinator);
        Assert.Null(final.StopReason);
        Assert.DoesNotContain(story.Findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void V13_the_printed_story_shows_the_numbers_of_the_history(string name)
    {
        string folder = Folder(name);
        using var output = new StringWriter();

        LearningReport.PrintTrace(StoryOf(folder), output);

        string[] rows = [.. output.ToString().Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, " +", " "))];
        foreach (JsonElement point in History(folder)[0].GetProperty("batch_metrics").EnumerateArray())
        {
            string expected = string.Create(System.Globalization.CultureInfo.InvariantCulture, $" batch {point.GetProperty("batch").GetInt32()} - - {point.GetProperty("micro_f1").GetDouble() * 100:0.0}% - {point.GetProperty("num_rules").GetInt32()}");
            Assert.Contains(rows, row => row.Contains(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_record_of_the_three_runs_is_imported_and_repeats()
    {
        string folder = RealData.Path("seed_formats", "rulechef", "germanler");

        Imported imported = Imported.From("rulechef", folder, _temp.Out);
        IReadOnlyList<string> first = Imported.Fingerprint(_temp.Out);
        ImportReport again = TraceImporters.Find("rulechef")!.Import(folder, new ImportOptions { Out = _temp.Out });

        Assert.Equal((3, 114, 114), (imported.Report.Runs, imported.Report.RecordsRead, imported.Report.RecordsImported));
        Assert.Equal(3, again.AlreadyThere);
        Assert.Equal(first, Imported.Fingerprint(_temp.Out));
        Assert.Equal("rulechef", TraceImporters.Detect(folder)?.Format);
    }

    [Fact]
    public void V12_decisions_about_patches_are_taken_with_both_F1_and_their_rules()
    {
        string folder = RealData.Path("seed_formats", "rulechef", "generated_scripted_run");

        LearningStory story = LearningStory.From(Imported.From("rulechef", folder, _temp.Out).Run);

        Iteration[] rounds = [.. story.Entries.Select(entry => entry.Iteration).OfType<Iteration>()];
        Assert.Equal([(0.5333, 0.7778), (0.7778, 0.8889), (0.8889, 0.8889)], rounds.Select(round => (round.Before!.MicroF1, round.After!.MicroF1)));
        Assert.All(rounds, round => Assert.True(round.Accepted));
        Assert.Equal(["cancel_syn", "money_back"], rounds[0].Patch!.Added.Select(rule => rule.Name));
        Assert.Equal([6, 3, 2], rounds.Select(round => round.Failures!.Total));
        Assert.Equal(["merge", "remove"], story.Entries.Select(entry => entry.Audit).OfType<Audit>().First().Proposed.Select(proposal => proposal.Action.ToString().ToLowerInvariant()));
        Assert.Equal(["cancel_kw", "cancel_syn", "refund_family", "money_back"], story.Entries[^1].Final!.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void The_curves_of_benchmarks_are_told()
    {
        string folder = RealData.Path("rulechef_runs", "benchmarks", "results");

        Imported imported = Imported.From("rulechef", folder, _temp.Out);

        List<LearningStory> stories = [.. imported.Runs.Select(LearningStory.From)];
        LearningStory banking = Assert.Single(stories, story => story.RunId.Contains("results_banking77_new", StringComparison.Ordinal));
        Same(JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, "results_banking77_new.json"))).GetProperty("iteration_metrics"), banking, "iteration", "iteration");
        LearningStory observed = Assert.Single(stories, story => story.RunId.Contains("observation", StringComparison.Ordinal));
        Assert.Equal([10, 25, 50], observed.Entries.Select(entry => entry.Evaluation?.Number).OfType<int>());
        Assert.All(imported.Runs, run => Assert.Equal("unknown", run.Header.Tags!["time"]));
    }

    private static void Same(JsonElement curve, LearningStory story, string stage, string counter) => Same([.. curve.EnumerateArray()], story, stage, counter);

    private static void Same(JsonElement[] curve, LearningStory story, string stage, string counter)
    {
        Evaluation[] told = [.. story.Entries.Select(entry => entry.Evaluation).OfType<Evaluation>().Where(point => point.Stage == stage)];
        Assert.NotEmpty(curve);
        Assert.Equal(curve.Length, told.Length);
        foreach ((JsonElement expected, Evaluation point) in curve.Zip(told))
        {
            Assert.Equal(expected.GetProperty(counter).GetInt32(), point.Number);
            Assert.Equal(expected.GetProperty("num_rules").GetInt32(), point.RuleCount);
            Assert.Equal(expected.GetProperty("micro_f1").GetDouble(), point.Metrics.MicroF1);
            Assert.Equal(expected.GetProperty("micro_precision").GetDouble(), point.Metrics.MicroPrecision);
            Assert.Equal(expected.GetProperty("micro_recall").GetDouble(), point.Metrics.MicroRecall);
            Assert.Equal(expected.GetProperty("macro_f1").GetDouble(), point.Metrics.MacroF1);
            Assert.Equal(expected.GetProperty("exact_match").GetDouble(), point.Metrics.ExactMatch);
            Assert.Equal(expected.GetProperty("per_class").EnumerateArray().Select(part => part.GetProperty("f1").GetDouble()), point.PerClass.Select(part => part.F1));
        }
    }

    private LearningStory StoryOf(string folder) => LearningStory.From(Imported.From("rulechef", folder, _temp.Out).Run);

    private static string Folder(string name) => RealData.Path("seed_formats", "rulechef", "germanler", "PER", name);

    private static JsonElement History(string folder) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, "phase1_history.json")));

    public void Dispose() => _temp.Dispose();
}
