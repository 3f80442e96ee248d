using System.Text.Json.Nodes;
using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Reading;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Interop.Tests.Episodes;

public sealed class PairingSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    [Theory]
    [InlineData(1, 1, "0 number the output one step after the input, 1 with the same step")]
    [InlineData(1, 2, "1 number the output one step after the input, 0 with the same step")]
    [InlineData(4, 2, "1 otherwise")]
    public void Pairs_are_made_by_order_whatever_the_steps_say(int input, int output, string convention)
    {
        Imported imported = new SomeEpisode()
            .Line("executor_input", input, SomeEpisode.ExecutorInput)
            .Line("executor_output", output, SomeEpisode.Action())
            .ImportAs("plan-and-act", _temp);

        Assert.Equal(0, imported.Run.Events[1].Answers);
        Assert.Equal((input, output), (imported.Run.Events[0].Step, imported.Run.Events[1].Step));
        Assert.Contains(convention, Assert.Single(imported.Found(ImportRules.StepConvention)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_goes_to_the_nearest_earlier_input_of_its_role()
    {
        RecordedRun run = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Line("executor_input", 0, SomeEpisode.ExecutorInput)
            .Line("planner_output", 0, SomeEpisode.Plan)
            .Line("executor_output", 0, SomeEpisode.Action())
            .ImportAs("plan-and-act", _temp).Run;

        Assert.Equal([null, null, null, 1L, 2L, 0L], run.Events.Select(recorded => recorded.Answers));
        Assert.Equal("decision_abandoned", run.Events[5].Type);
    }

    [Fact]
    public void An_answer_without_input_stands_alone_and_an_input_without_answer_is_abandoned()
    {
        Imported imported = new SomeEpisode()
            .Line("planner_output", 0, SomeEpisode.Plan)
            .Line("executor_input", 0, SomeEpisode.ExecutorInput)
            .ImportAs("plan-and-act", _temp);

        Assert.Equal(["planner_output", "executor_input", "decision_abandoned"], imported.Run.Events.Select(recorded => recorded.Type));
        Assert.Null(imported.Run.Events[0].Answers);
        Assert.Equal(1, Assert.Single(imported.Found(ImportRules.NoInput)).Line);
        Assert.Equal(2, Assert.Single(imported.Found(ImportRules.NoAnswer)).Line);
    }

    [Fact]
    public void A_tool_s_end_answers_the_nearest_start_of_that_tool_and_calls_are_numbered()
    {
        Imported imported = new SomeEpisode()
            .Line("tool_call_start", 1, """{"tool_name":"a","arguments":{"x":1}}""")
            .Line("tool_call_start", 1, """{"tool_name":"b","arguments":{}}""")
            .Line("tool_call_end", 1, """{"tool_name":"a","ok":true,"result":{"y":2}}""")
            .Line("tool_call_end", 1, """{"tool_name":"","ok":false,"error":"no_tool_selected","action_type":"click","target":"","arguments":{}}""")
            .ImportAs("plan-and-act", _temp);

        IReadOnlyList<RecordedEvent> events = imported.Run.Events;
        Assert.Equal((0L, "call-1"), (events[2].Answers!.Value, events[2].Read<ToolResult>().CallId));
        ToolResult alone = events[3].Read<ToolResult>();
        Assert.Equal(("call-3", false, "no_tool_selected", "no_tool_selected"), (alone.CallId, alone.Ok, alone.ErrorKind, alone.Content));
        Assert.Equal(("call-2", "b"), (events[4].Read<ToolCallUnresolved>().CallId, events[4].Read<ToolCallUnresolved>().Name));
        Assert.Equal((1L, "tool_call"), (events[5].Answers!.Value, events[5].Read<DecisionAbandoned>().InputType));
    }

    [Fact]
    public void Lines_without_versions_and_with_members_of_their_own_come_back_whole()
    {
        string line = """{"run_id":"nbtrace_1","step":-1,"event_type":"planner_input","timestamp":"2026-01-01T00:00:00.5+02:00","payload":{"goal":"g","observation":"o","action_history":[{"action_type":"x","is_final":false,"odd":[1,2.50]}],"more":null},"mine":{"a":[]}}""";
        RecordedRun run = new SomeEpisode { Session = null }.Raw(line).ImportAs("plan-and-act", _temp).Run;

        JsonNode rebuilt = Assert.Single(EpisodeRebuild.Lines(run));
        Assert.True(Json.Same(EpisodeRebuild.Comparable(line), rebuilt), rebuilt.ToJsonString());
        Assert.Equal("plan-and-act.nbtrace_1", run.RunId);
        Assert.Equal("2026-01-01T00:00:00.5+02:00", run.Events[0].Origin!.Extra!.Value.GetProperty("timestamp").GetString());
    }

    [Fact]
    public void A_record_of_an_unknown_type_or_without_its_members_is_kept_whole()
    {
        Imported imported = new SomeEpisode()
            .Line("judge_result", 0, """{"verdict":"good"}""")
            .Line("planner_input", 0, """{"goal":"no observation"}""")
            .Line("llm_call", 0, """{"component":"planner","status":"weird"}""")
            .ImportAs("plan-and-act", _temp);

        Assert.All(imported.Run.Events, recorded => Assert.True(recorded.Is<ForeignRecord>()));
        Assert.Equal(["judge_result", "planner_input", "llm_call"], imported.Run.Events.Select(recorded => recorded.Read<ForeignRecord>().Type));
        Assert.Equal("good", imported.Run.Events[0].Read<ForeignRecord>().Payload.GetProperty("verdict").GetString());
        Assert.Equal([ImportRules.UnknownType, ImportRules.Contract, ImportRules.Contract], imported.Report.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void The_clock_never_goes_backwards_and_the_odd_time_is_kept()
    {
        Imported imported = new SomeEpisode()
            .Line("planner_input", 0, SomeEpisode.PlannerInput)
            .Raw("""{"event_type":"executor_needs_replan","timestamp":"1999-01-01T00:00:00+00:00","payload":{"reason":"plan_exhausted"}}""")
            .Raw("""{"event_type":"executor_needs_replan","payload":{"reason":"plan_exhausted"}}""")
            .ImportAs("plan-and-act", _temp);

        Assert.Single(imported.Run.Events.Take(3).Select(recorded => recorded.Time).Distinct());
        Assert.Equal("1999-01-01T00:00:00+00:00", imported.Run.Events[1].Origin!.Extra!.Value.GetProperty("timestamp").GetString());
        Assert.StartsWith("2 record(s)", Assert.Single(imported.Found(ImportRules.Time)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
