using System.Diagnostics;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Labels;
using TraceKit.ModelOutput;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Contract;

/// <summary>The rules that a contract states beside its types hold for replies of models and for recorded events alike.</summary>
public sealed class ContractRuleSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("""{"whole":0}""", "$.whole minimum 1")]
    [InlineData("""{"whole":6}""", "$.whole maximum 5")]
    [InlineData("""{"whole":1,"share":0.5,"big":-10,"text":"ab","list":[""],"word":"b","number":2.5,"pattern":"abc"}""", "ok")]
    [InlineData("""{"share":0}""", "$.share exclusiveMinimum 0")]
    [InlineData("""{"share":1.0}""", "$.share exclusiveMaximum 1")]
    [InlineData("""{"big":9007199254740993}""", "ok")]
    [InlineData("""{"big":-11}""", "$.big minimum -10")]
    [InlineData("""{"text":"a"}""", "$.text minLength 2")]
    [InlineData("""{"text":"abcd"}""", "$.text maxLength 3")]
    [InlineData("""{"text":"\ud83d\ude00\ud83d\ude00\ud83d\ude00"}""", "ok")]
    [InlineData("""{"list":[]}""", "$.list minItems 1")]
    [InlineData("""{"list":["a",null]}""", "$.list[1] type")]
    [InlineData("""{"word":"c"}""", "$.word enum a, b")]
    [InlineData("""{"number":2}""", "$.number enum 1, 2.5")]
    [InlineData("""{"pattern":"abc1"}""", "$.pattern pattern ^(?:[a-z]+)$")]
    [InlineData("""{"pattern":"abc\n"}""", "$.pattern pattern ^(?:[a-z]+)$")]
    [InlineData("""{"slow":"aab"}""", "ok")]
    [InlineData("""{"closed":true}""", "$.why required when closed")]
    [InlineData("""{"closed":true,"why":""}""", "$.why required when closed")]
    [InlineData("""{"closed":true,"why":null}""", "$.why required when closed")]
    [InlineData("""{"why":"a","open":1,"closed":true}""", "$.open absent when closed")]
    [InlineData("""{"why":"a","closed":true}""", "ok")]
    [InlineData("""{"closed":false,"open":1}""", "ok")]
    [InlineData("""{"inner":{"inner":{"whole":7}}}""", "$.inner.inner.whole maximum 5")]
    [InlineData("""{"by_name":{"x":{},"y":{"text":""}}}""", "$.by_name.y.text minLength 2")]
    [InlineData("""{"by_name":{"x":null}}""", "$.by_name.x type")]
    [InlineData("""{"holes":[1,null],"any":[null],"whole":null}""", "ok")]
    public void A_value_meets_its_rules_or_the_first_one_that_it_breaks_is_named(string reply, string expected)
    {
        bool found = ModelOutputParser.TryParse(reply, Ruled.EventType.Json, out _, out _, out ModelOutputFailure? failure);

        Assert.Equal(expected, found ? "ok" : $"{failure!.Path} {failure.Rule}");
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_is_given_up()
    {
        string reply = $$"""{"slow":"{{new string('a', 40)}}"}""";
        var clock = Stopwatch.StartNew();

        bool found = ModelOutputParser.TryParse(reply, Ruled.EventType.Json, out _, out _, out ModelOutputFailure? failure);

        Assert.False(found);
        Assert.Equal("$.slow", failure!.Path);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"it took {clock.Elapsed}");
    }

    [Fact]
    public void An_event_that_breaks_a_rule_is_a_finding_and_is_read()
    {
        RunFileContents contents = Record(run => run.Emit(new PlannerOutput { Steps = [Some.PlanStep(), Some.PlanStep() with { StepId = 0 }] }));

        TraceFinding finding = Assert.Single(contents.Findings);
        Assert.Equal((TraceRules.EventData, FindingSeverity.Error, 2L), (finding.Rule, finding.Severity, finding.Line));
        Assert.Contains("$.steps[1].step_id breaks the rule 'minimum 1'", finding.Message, StringComparison.Ordinal);
        Assert.False(contents.Runs.Single().IsSound);
        Assert.Equal(0, contents.Runs.Single().Events[0].Read<PlannerOutput>().Steps[1].StepId);
    }

    [Fact]
    public void What_another_system_recorded_is_a_warning_and_no_loss()
    {
        var origin = new EventOrigin { Format = "other", File = "a.json", Offset = 0, Length = 1, Sha256 = "00" };

        RunFileContents contents = Record(run => run.Emit(Some.CriticOutput() with { Decision = "give_up" }, new Emission { Origin = origin }));

        TraceFinding finding = Assert.Single(contents.Findings);
        Assert.Equal((TraceRules.EventData, FindingSeverity.Warning), (finding.Rule, finding.Severity));
        Assert.True(contents.Runs.Single().IsSound);
        Assert.Equal("give_up", contents.Runs.Single().Events[0].TryRead<CriticOutput>()!.Decision);
    }

    [Fact]
    public void A_list_with_a_null_in_it_does_not_meet_a_contract_that_has_none()
    {
        RunFileContents contents = Record(run => run.Emit(new PlannerOutput { Steps = [null!] }));

        Assert.Contains("$.steps[0] breaks the rule 'type'", Assert.Single(contents.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unscored_label_has_a_reason_and_no_score()
    {
        Label unscored = Some.Label() with { Unscored = true, Score = null };

        Assert.Empty(Record(run => run.Emit(unscored)).Findings);
        Assert.Contains("$.reason breaks the rule 'required when unscored'", Assert.Single(Record(run => run.Emit(unscored with { Reason = null })).Findings).Message, StringComparison.Ordinal);
        Assert.Contains("$.score breaks the rule 'absent when unscored'", Assert.Single(Record(run => run.Emit(unscored with { Score = 0.5 })).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_the_data_does_not_fit_into_a_record_of_learning()
    {
        string document = "The customer writes:\n" + string.Join(' ', Enumerable.Repeat("please", 40));

        RunFileContents contents = Record(run => run.Emit(Some.Synthesis() with { Rules = [Some.RuleRef("a") with { Name = document }] }));

        Assert.Contains("$.rules[0].name breaks the rule 'pattern", Assert.Single(contents.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_users_own_is_held_to_its_rules_when_the_reader_knows_it()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);
        run.Emit(new Ruled { Whole = 9 });
        run.Complete();

        RunFileContents contents = RunFileReader.Read(run.Path!, catalog: EventCatalog.Default.With<Ruled>());

        Assert.Contains("$.whole breaks the rule 'maximum 5'", Assert.Single(contents.Findings).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private RunFileContents Record(Action<TraceRun> emit)
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Ids = TraceIds.Random);
        using TraceRun run = Some.Run(collector);
        emit(run);
        run.Complete();
        return RunFileReader.Read(run.Path!);
    }
}
