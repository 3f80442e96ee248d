using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.ModelOutput;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

/// <summary>Every attempt to get an answer is a call of its decision, with its number; what failed is joined with the attempt that failed.</summary>
public sealed class AttemptSpecs : IDisposable
{
    private const string Plan = """{"steps":[{"step_id":1,"intent":"Open the booking"}]}""";

    private readonly TempFolder _folder = new();
    private readonly TraceCollector _collector;
    private readonly TraceRun _run;

    public AttemptSpecs()
    {
        _collector = Some.Collector(_folder);
        _run = Some.Run(_collector);
    }

    [Fact]
    public void V10_three_parse_failures_and_a_success_are_four_attempts_of_one_decision()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        foreach (string reply in new[] { "no", "{", "{}", Plan })
        {
            planning.Emit(Call(reply));
            if (planning.TryParse(reply, out PlannerOutput? plan, out _))
            {
                planning.Answer(plan);
            }
        }

        RecordedEvent[] events = Events();
        Assert.Equal(["planner_input", "llm_call", "parse_failure", "llm_call", "parse_failure", "llm_call", "parse_failure", "llm_call", "planner_output"], events.Select(recorded => recorded.Type));
        Assert.All(events[1..8], recorded => Assert.Equal(0, recorded.Decision));
        Assert.Equal([1, 2, 3, 4], events.Where(recorded => recorded.Is<LlmCall>()).Select(recorded => recorded.Read<LlmCall>().Attempt));
        Assert.Equal([1, 2, 3], events.Where(recorded => recorded.Is<ParseFailure>()).Select(recorded => recorded.Read<ParseFailure>().Attempt!.Value));
        Assert.Equal((0L, "strict"), (events[8].Answers!.Value, events[8].Parsed));
    }

    [Fact]
    public void V11_a_reply_that_parses_and_breaks_the_contract_is_a_schema_error_and_no_answer()
    {
        using (var planning = _run.Decide(Some.PlannerInput()))
        {
            planning.Emit(Call("""{"steps":[{"step_id":0,"intent":"Open the booking"}]}"""));
            Assert.False(planning.TryParse("""{"steps":[{"step_id":0,"intent":"Open the booking"}]}""", out _, out _));
        }

        RecordedEvent[] events = Events();
        Assert.Equal(["planner_input", "llm_call", "parse_failure", "decision_abandoned"], events.Select(recorded => recorded.Type));
        ParseFailure failure = events[2].Read<ParseFailure>();
        Assert.Equal((ParseFailureKind.SchemaError, "$.steps[0].step_id", "minimum 1", 1, null), (failure.Kind, failure.Path, failure.Rule, failure.Attempt, failure.Raw));
        Assert.Equal(0, events[3].Answers);
    }

    [Fact]
    public void A_number_that_is_said_is_kept_and_counted_on_from()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        planning.Emit(Call("a") with { Attempt = 4 });
        planning.Emit(Call("b"));
        planning.Emit(Call("c") with { Attempt = 1 });
        planning.Emit(Call("d"));

        Assert.Equal([4, 5, 1, 6], Events().Where(recorded => recorded.Is<LlmCall>()).Select(recorded => recorded.Read<LlmCall>().Attempt));
    }

    [Fact]
    public void Each_decision_counts_for_itself_and_outside_of_any_an_attempt_is_the_first()
    {
        using var planning = _run.Decide(Some.PlannerInput());
        planning.Emit(Call("a"));
        using var acting = planning.Decide(Some.ExecutorInput());

        acting.Emit(Call("b"));
        _run.Emit(Call("c"));
        _run.Emit(Call("d"));

        Assert.Equal([1, 1, 1, 1], Events().Where(recorded => recorded.Is<LlmCall>()).Select(recorded => recorded.Read<LlmCall>().Attempt));
    }

    [Fact]
    public void Attempts_that_run_side_by_side_get_each_a_number()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        Parallel.For(0, 64, _ => planning.Emit(Call("a")));

        Assert.Equal(Enumerable.Range(1, 64), Events().Where(recorded => recorded.Is<LlmCall>()).Select(recorded => recorded.Read<LlmCall>().Attempt).Order());
    }

    [Fact]
    public void A_failure_that_says_its_attempt_keeps_it()
    {
        using var planning = _run.Decide(Some.PlannerInput());
        planning.Emit(Call("a"));
        planning.Emit(Call("b"));

        planning.Emit(Some.ParseFailure() with { Attempt = 1 });
        planning.Emit(Some.ParseFailure() with { Attempt = null });

        Assert.Equal([1, 2], Events().Where(recorded => recorded.Is<ParseFailure>()).Select(recorded => recorded.Read<ParseFailure>().Attempt!.Value));
    }

    [Fact]
    public void A_reply_that_no_call_holds_is_kept_by_its_failure()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        Assert.False(planning.TryParse("I would cancel it.", out _, out _));

        ParseFailure failure = Events()[1].Read<ParseFailure>();
        Assert.Equal(("I would cancel it.", null), (failure.Raw, failure.Attempt));
    }

    [Fact]
    public void A_reply_that_was_mended_is_marked_and_never_passes_for_what_the_model_wrote()
    {
        string reply = Plan.Insert(Plan.Length - 1, ",");
        using var planning = _run.Decide(Some.PlannerInput());
        planning.Emit(Call(reply));
        Assert.False(planning.TryParse(reply, out _, out _));

        Assert.True(planning.TryParseRepaired(Plan, out PlannerOutput? plan, out _));
        planning.Answer(plan);

        RecordedEvent[] events = Events();
        Assert.Equal(["planner_input", "llm_call", "parse_failure", "planner_output"], events.Select(recorded => recorded.Type));
        Assert.Equal(("repaired", null), (events[3].Parsed, events[3].ParsedAt));
    }

    [Fact]
    public void What_is_still_no_answer_after_mending_is_a_failure_too()
    {
        using var planning = _run.Decide(Some.PlannerInput());

        Assert.False(planning.TryParseRepaired("""{"steps":null}""", out _, out ModelOutputFailure? failure));

        Assert.Equal(("$.steps", "type"), (failure!.Path, failure.Rule));
        Assert.True(Events()[1].Is<ParseFailure>());
    }

    public void Dispose()
    {
        _run.Dispose();
        _collector.Dispose();
        _folder.Dispose();
    }

    private static LlmCall Call(string reply) =>
        new() { Component = "planner", Status = LlmCallStatus.Ok, Reply = new ChatTurn { Role = "assistant", Content = reply } };

    private RecordedEvent[] Events() => [.. RunFileReader.Read(_run.Path!).Runs.Single().Events];
}
