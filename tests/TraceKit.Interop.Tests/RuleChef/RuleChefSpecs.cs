using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Learning;
using TraceKit.Learning.Stories;
using TraceKit.Models;
using TraceKit.Reading;
using Xunit;

namespace TraceKit.Interop.Tests.RuleChef;

public sealed class RuleChefSpecs : IDisposable
{
    private const string Patch = """
        {"messages":[{"role":"user","content":"patch"},{"role":"assistant","content":"{\"rules\":[{\"name\":\"b\",\"format\":\"regex\",\"content\":\"x\"}],\"deleted_rules\":[\"a\"]}"}],"call_type":"rule_patch","metadata":{"num_failures":4,"response_valid":true,"odd":1},"timestamp":"2026-06-18T16:57:10.000000+00:00"}
        """;

    private readonly ImportFolder _temp = new();

    [Fact]
    public void A_patch_that_no_decision_follows_is_recorded_and_what_became_of_it_is_not()
    {
        _temp.Write("train.jsonl", Patch + "\n");

        Iteration round = Story().Entries.Select(entry => entry.Iteration).OfType<Iteration>().Single();

        Assert.Null(round.Accepted);
        Assert.Null(round.Before);
        Assert.Null(round.Number);
        Assert.Equal("b", round.Patch!.Added.Single().Name);
        Assert.Equal("a", round.Patch.Deleted.Single().Name);
        Assert.Null(round.Patch.Added[0].Id);
        Assert.Equal(4, round.Failures!.Total);
    }

    [Fact]
    public void What_has_no_place_stays_with_the_origin()
    {
        _temp.Write("train.jsonl", Patch + "\n");

        RecordedEvent call = Imported.From("rulechef", _temp.In, _temp.Out).Run.Events.Single(recorded => recorded.Is<LlmCall>());

        Assert.Equal(1, call.Origin!.Extra!.Value.GetProperty("metadata").GetProperty("odd").GetInt32());
        Assert.Equal(("rulechef", "train.jsonl", "rule_patch"), (call.Origin.Format, call.Origin.File, call.Origin.Type));
    }

    [Fact]
    public void A_reply_that_was_not_valid_is_a_call_that_failed()
    {
        _temp.Write("train.jsonl", Patch.Replace("\"response_valid\":true", "\"response_valid\":false", StringComparison.Ordinal) + "\n");

        RecordedRun run = Imported.From("rulechef", _temp.In, _temp.Out).Run;

        Assert.Equal(LlmCallStatus.ParseError, run.Events.Select(recorded => recorded.TryRead<LlmCall>()).OfType<LlmCall>().Single().Status);
    }

    [Theory]
    [InlineData("{\"messages\":[", "torn", ImportRules.Torn)]
    [InlineData("{\"messages\":[}\n", "not_json", ImportRules.NotJson)]
    [InlineData("{\"messages\":[],\"metadata\":{}}\n", "wrong_shape", ImportRules.WrongShape)]
    public void A_bad_line_is_rejected_with_a_reason_and_stops_nothing(string line, string reason, string rule)
    {
        _temp.Write("train.jsonl", Patch + "\n" + line);

        Imported imported = Imported.From("rulechef", _temp.In, _temp.Out);

        Assert.Equal(1, imported.Report.Rejected[reason]);
        Assert.Equal(2, Assert.Single(imported.Found(rule)).Line);
        Assert.Single(imported.Runs);
    }

    [Fact]
    public void A_share_above_one_is_no_metric_and_the_point_is_kept_whole()
    {
        _temp.Write("phase1_history.json", """[{"phase":"train","dataset":"d","iteration_metrics":[{"iteration":1,"num_rules":2,"micro_f1":53.3}]}]""");

        Imported imported = Imported.From("rulechef", _temp.In, _temp.Out);

        Assert.Single(imported.Found(ImportRules.Contract));
        Assert.Contains(imported.Run.Events, recorded => recorded.Type == "foreign_record" && recorded.Data.Span.IndexOf("53.3"u8) >= 0);
    }

    [Fact]
    public void A_history_and_results_that_contradict_each_other_are_said_to()
    {
        _temp.Write("phase1_history.json", """[{"phase":"train","dataset":"d","iteration_metrics":[{"iteration":1,"num_rules":2,"micro_f1":0.5}]}]""");
        _temp.Write("results_d.json", """{"config":{"model":"m"},"results":{"micro_f1":0.4},"iteration_metrics":[{"iteration":1,"num_rules":2,"micro_f1":0.6}],"rules":[{"name":"a"}]}""");

        Imported imported = Imported.From("rulechef", _temp.In, _temp.Out);

        Assert.Single(imported.Found(ImportRules.Contradiction));
        LearningStory story = LearningStory.From(imported.Run);
        Assert.Equal(0.5, story.Entries.Select(entry => entry.Evaluation).OfType<Evaluation>().Single().Metrics.MicroF1);
        Assert.Equal(0.4, story.Entries[^1].Final!.Metrics!.MicroF1);
        Assert.Equal("m", story.Start!.Model);
    }

    [Fact]
    public void A_name_that_is_none_is_a_word_with_its_hash()
    {
        _temp.Write("train.jsonl", Patch.Replace("\\\"b\\\"", "\\\"b\\\\nis a document\\\"", StringComparison.Ordinal) + "\n");

        Assert.StartsWith("unnamed-", Story().Entries.Select(entry => entry.Iteration).OfType<Iteration>().Single().Patch!.Added.Single().Name, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_run_of_this_format_is_not_recognised()
    {
        _temp.Write("a.json", "{\"config\":{}}");
        _temp.Write("b.jsonl", "{\"text\":\"a\"}\n");
        _temp.Write("config.yaml", "model: x\n");

        Assert.False(TraceImporters.Find("rulechef")!.Recognises(_temp.In));
        Assert.NotEmpty(Imported.From("rulechef", _temp.In, _temp.Out).Found(ImportRules.NothingFound));
    }

    private LearningStory Story() => LearningStory.From(Imported.From("rulechef", _temp.In, _temp.Out).Run);

    public void Dispose() => _temp.Dispose();
}
