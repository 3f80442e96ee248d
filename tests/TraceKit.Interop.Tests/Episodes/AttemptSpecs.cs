using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Models;
using TraceKit.Reading;
using Xunit;

namespace TraceKit.Interop.Tests.Episodes;

public sealed class AttemptSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    [Fact]
    public void V10_three_replies_that_cannot_be_parsed_and_one_that_can_are_four_attempts_of_one_decision()
    {
        RecordedRun run = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("planner", "parse_error"))
            .Line("llm_call", 0, SomeEpisode.Call("planner", "parse_error"))
            .Line("llm_call", 0, SomeEpisode.Call("planner", "parse_error"))
            .Line("llm_call", 0, SomeEpisode.Call("planner", "success", SomeEpisode.Plan))
            .Line("planner_output", 0, SomeEpisode.Plan)
            .ImportAs("plan-and-act", _temp).Run;

        List<RecordedEvent> calls = [.. run.Events.Where(recorded => recorded.Is<LlmCall>())];
        Assert.Equal([0L, 0L, 0L, 0L], calls.Select(call => call.Decision!.Value));
        Assert.Equal([1, 2, 3, 4], calls.Select(call => call.Read<LlmCall>().Attempt));
        Assert.Equal(0.75, calls.Average(call => call.Read<LlmCall>().Status == LlmCallStatus.ParseError ? 1 : 0));
        Assert.Equal(0, run.Events.Single(recorded => recorded.Is<PlannerOutput>()).Answers);
        Assert.All(calls, call => Assert.Equal("planner", call.Role));
    }

    [Fact]
    public void A_call_keeps_what_was_sent_what_came_back_and_what_it_cost()
    {
        LlmCall call = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("planner", "parse_error"))
            .ImportAs("plan-and-act", _temp).Run.Events[1].Read<LlmCall>();

        Assert.Equal(["s", "u"], call.Request!.Messages!.Select(turn => turn.Content));
        Assert.Equal((0.5, "json_object", "r", 12.5), (call.Request.Temperature, call.Request.ResponseFormat, call.Reply!.Content, call.LatencyMs));
        Assert.Equal((3, 4), (call.Usage!.InputTokens, call.Usage.OutputTokens));
        Assert.Equal(("JSONDecodeError", "bad"), (call.Error!.Type, call.Error.Message));
    }

    [Theory]
    [InlineData("""{"steps":[{"step_id":0,"intent":"look"}]}""", "$.steps[0].step_id")]
    [InlineData("""{"steps":[{"step_id":1,"intent":"look"},{"step_id":2}]}""", "$.steps[1].intent")]
    [InlineData("""{"steps":[{"step_id":1,"intent":" "}]}""", "$.steps[0].intent")]
    [InlineData("""{"steps":"none"}""", "$.steps")]
    [InlineData("""{}""", "$.steps")]
    public void V11_a_plan_that_breaks_its_contract_is_a_parse_failure_and_no_plan(string plan, string path)
    {
        Imported imported = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("planner", "success", plan))
            .Line("planner_output", 0, plan)
            .ImportAs("plan-and-act", _temp);

        Assert.Equal(["planner_input", "llm_call", "parse_failure", "decision_abandoned"], imported.Run.Events.Select(recorded => recorded.Type));
        ParseFailure failure = imported.Run.Events[2].Read<ParseFailure>();
        Assert.Equal((ParseFailureKind.SchemaError, "planner_output", path), (failure.Kind, failure.Expected, failure.Path));
        Assert.Equal("schema_error", imported.Run.Events[3].Read<DecisionAbandoned>().Reason);
        Assert.Equal(0, imported.Run.Events[3].Answers);
        Assert.True(Json.Same(System.Text.Json.Nodes.JsonNode.Parse(plan), Json.Node(imported.Run.Events[2].Origin!.Extra)!["payload"]));
        Assert.Single(imported.Found(ImportRules.Contract));
    }

    [Fact]
    public void V11_a_reply_that_was_parsed_and_never_became_an_answer_is_a_parse_failure()
    {
        RecordedRun run = new SomeEpisode { Session = """{"run_id":"20260101T000000Z","status":"failed","goal":"find it"}""" }
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("planner", "success", """{"steps":[{"step_id":1}]}"""))
            .Line("episode_error", 0, """{"error_type":"ValidationError","error_message":"steps.0.intent"}""")
            .ImportAs("plan-and-act", _temp).Run;

        Assert.Equal(["planner_input", "llm_call", "parse_failure", "decision_abandoned", "episode_error"], run.Events.Select(recorded => recorded.Type));
        Assert.Equal("schema_error", run.Events[3].Read<DecisionAbandoned>().Reason);
        Assert.Equal("ValidationError", run.End!.Error!.Type);
    }

    [Fact]
    public void A_reply_that_looked_odd_but_became_an_answer_is_no_failure()
    {
        RecordedRun run = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("planner", "success", """{"steps":[{"step_id":"1","intent":"look"}]}"""))
            .Line("planner_output", 0, SomeEpisode.Plan)
            .ImportAs("plan-and-act", _temp).Run;

        Assert.Equal(["planner_input", "llm_call", "planner_output"], run.Events.Select(recorded => recorded.Type));
    }

    [Fact]
    public void A_call_of_another_component_does_not_belong_to_the_decision()
    {
        RecordedRun run = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("executor", "success"))
            .Line("planner_output", 0, SomeEpisode.Plan)
            .ImportAs("plan-and-act", _temp).Run;

        Assert.Null(run.Events[1].Decision);
        Assert.Equal("executor", run.Events[1].Role);
    }

    [Fact]
    public void The_second_generation_calls_the_component_agent()
    {
        Imported imported = new SomeEpisode()
            .Line("architect_input", 0, SomeEpisode.PlannerInput)
            .Line("llm_call", 0, SomeEpisode.Call("architect", "success").Replace("component", "agent", StringComparison.Ordinal))
            .Line("architect_output", 0, """{"steps":[{"title":"look","rationale":"why not"}]}""")
            .ImportAs("manus", _temp);

        Assert.Equal((0L, "architect"), (imported.Run.Events[1].Decision!.Value, imported.Run.Events[1].Read<LlmCall>().Component));
        Assert.Equal(new PlanStep { StepId = 1, Intent = "look" }, imported.Run.Events[2].Read<PlannerOutput>().Steps[0]);
    }

    public void Dispose() => _temp.Dispose();
}
