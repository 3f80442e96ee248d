using System.Text.Json;
using System.Xml.Linq;
using TraceKit.Collection;
using TraceKit.Learning;

namespace TraceKit.Cli.Tests;

public sealed class LearnSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Show_tells_a_story_from_its_file_and_from_the_run_file()
    {
        (string story, string run) = Learn("run-1");

        CliResult fromStory = Cli.Run("learn", "show", story);
        CliResult fromRun = Cli.Run("learn", "show", run);

        Assert.Equal(ExitCodes.Ok, fromStory.ExitCode);
        Assert.Contains("LEARNING TRACE  demo  (run run-1", fromStory.Output, StringComparison.Ordinal);
        Assert.Contains("+0.200", fromStory.Output, StringComparison.Ordinal);
        Assert.Equal(fromStory.Output, fromRun.Output);
        Assert.Equal("run-1", Cli.Run("learn", "show", "run-1", "--root", _folder["runs"], "--json").Json.GetProperty("run_id").GetString());
    }

    [Fact]
    public void Findings_that_matter_are_in_the_exit_code()
    {
        (string story, _) = Learn("run-1", finalF1: 0.9);

        Assert.Equal(ExitCodes.Ok, Cli.Run("learn", "show", story).ExitCode);
        CliResult strict = Cli.Run("learn", "show", story, "--strict");

        Assert.Equal(ExitCodes.Warnings, strict.ExitCode);
        Assert.Contains("LRN-05", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_sets_two_runs_side_by_side()
    {
        (string first, _) = Learn("run-1");
        (string second, _) = Learn("run-2", rule: "other");
        first = first.Replace(".trace.json", ".run-1.trace.json", StringComparison.Ordinal);

        CliResult text = Cli.Run("learn", "diff", first, second);
        JsonElement json = Cli.Run("learn", "diff", first, second, "--json").Json;

        Assert.Equal(ExitCodes.Ok, text.ExitCode);
        Assert.Contains("The runs differ from step 2 on.", text.Output, StringComparison.Ordinal);
        Assert.Equal(["more"], json.GetProperty("only_left").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["other"], json.GetProperty("only_right").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(0.7, json.GetProperty("left_f1").GetDouble());
        Assert.Contains("The runs tell the same", Cli.Run("learn", "diff", first, first).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plot_writes_what_the_ending_says()
    {
        (string story, _) = Learn("run-1");

        Assert.Equal(ExitCodes.Ok, Cli.Run("learn", "plot", story, "--out", _folder["a.html"]).ExitCode);
        Assert.Equal(ExitCodes.Ok, Cli.Run("learn", "plot", story, "--out", _folder["curve.svg"]).ExitCode);
        Assert.Equal(ExitCodes.Ok, Cli.Run("learn", "plot", story, "--out", _folder["rules.svg"], "--lineage").ExitCode);
        JsonElement markdown = Cli.Run("learn", "plot", story, "--out", _folder["a.md"], "--json").Json;
        CliResult wrong = Cli.Run("learn", "plot", story, "--out", _folder["a.png"]);

        Assert.StartsWith("<!doctype html>", File.ReadAllText(_folder["a.html"]), StringComparison.Ordinal);
        Assert.Equal("svg", XElement.Load(_folder["curve.svg"]).Name.LocalName);
        Assert.Equal("svg", XElement.Load(_folder["rules.svg"]).Name.LocalName);
        Assert.All(markdown.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(file.GetString())));
        Assert.Equal(3, markdown.GetProperty("files").GetArrayLength());
        Assert.Equal(ExitCodes.Usage, wrong.ExitCode);
    }

    [Fact]
    public void Import_writes_run_files_and_stories_and_says_where_they_are()
    {
        _folder.Write("in/phase1_history.json", """[{"phase":"train","dataset":"d","iteration_metrics":[{"iteration":1,"num_rules":2,"micro_f1":0.5}]}]"""u8);

        JsonElement json = Cli.Run("learn", "import", _folder["in"], "--out", _folder["runs"], "--storage", _folder["stories"], "--json").Json;
        CliResult again = Cli.Run("learn", "import", _folder["in"], "--out", _folder["runs"]);

        string file = json.GetProperty("stories")[0].GetProperty("file").GetString()!;
        Assert.Equal(_folder["stories/d.trace.json"], file);
        Assert.Equal(ExitCodes.Ok, Cli.Run("learn", "show", file).ExitCode);
        Assert.Equal(ExitCodes.Ok, again.ExitCode);
    }

    [Fact]
    public void What_is_no_story_is_refused_with_its_place()
    {
        string broken = _folder.Write("broken.trace.json", "{\n  \"format\": 1"u8);
        string other = TestKit.Some.RunFile(_folder);

        CliResult notJson = Cli.Run("learn", "show", broken);
        CliResult noLearning = Cli.Run("learn", "show", other);

        Assert.Equal(ExitCodes.BadData, notJson.ExitCode);
        Assert.Contains("broken.trace.json:2:", notJson.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BadData, noLearning.ExitCode);
        Assert.Contains("holds no learning run", noLearning.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.InputOutput, Cli.Run("learn", "show", _folder["nowhere"]).ExitCode);
    }

    private (string Story, string Run) Learn(string id, double finalF1 = 0.7, string rule = "more")
    {
        using var collector = new TraceCollector(new TraceKitOptions { Root = _folder["runs"], RecoverAtStart = false });
        using LearningTrace trace = LearningTrace.Begin(collector, new LearningStart { Dataset = "demo" }, new LearningTraceOptions { Storage = _folder["learned"], RunId = id });
        RuleRef first = new() { Id = "1", Name = "first" };
        RuleRef more = new() { Id = "2", Name = rule };
        trace.Add(new Synthesis { Mode = "bulk", Rules = [first], Metrics = new LearningMetrics { MicroF1 = 0.5 } });
        trace.Add(new Iteration { Number = 1, Before = new LearningMetrics { MicroF1 = 0.5 }, Patch = new RulePatch { Added = [more] }, After = new LearningMetrics { MicroF1 = 0.7 }, Accepted = true, RulesAfter = 2 });
        trace.Add(new Final { Rules = [first, more], Metrics = new LearningMetrics { MicroF1 = finalF1 }, DurationMs = 5 });
        trace.Complete("done");
        return (trace.StoryPath!, trace.Run.Path!);
    }

    public void Dispose() => _folder.Dispose();
}
