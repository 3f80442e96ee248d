using System.Text.Json.Nodes;
using TraceKit.Interop.Tests.Support;
using TraceKit.Reading;
using Xunit;

namespace TraceKit.Interop.Tests.Episodes;

/// <summary>Every type that the original systems can write, with its odd forms.</summary>
public sealed class VocabularySpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    public static TheoryData<string, string, string> Records { get; } = new()
    {
        { "plan-and-act", "planner_output", """{"steps":[{"step_id":1,"intent":"a","why":"b"},{"step_id":2,"intent":"c","success_criteria":null}],"fallback":true}""" },
        { "plan-and-act", "replanner_input", """{"previous_plan_length":1,"previous_plan":[{"step_id":1,"intent":"a","success_criteria":""}],"action_history":[{"odd":1}],"observation":"o"}""" },
        { "plan-and-act", "executor_output", """{"action":{"action_type":"type","target":null,"arguments":[1],"rationale":"r","is_final":true,"final_answer":"f"},"n":0}""" },
        { "plan-and-act", "executor_needs_replan", """{"reason":"plan_exhausted"}""" },
        { "plan-and-act", "episode_stop", """{"reason":"max_steps_reached","max_steps":8}""" },
        { "plan-and-act", "episode_stop", """{"reason":"plan_exhausted_without_replanning"}""" },
        { "plan-and-act", "episode_end", """{"success":false,"final_answer":"","metrics":{"task_success":false,"replans":0,"huge":9007199254740993,"text":"t"}}""" },
        { "plan-and-act", "episode_end", """{"success":true,"final_answer":null,"metrics":{}}""" },
        { "plan-and-act", "episode_error", """{"error_type":"ValueError","error_message":""}""" },
        { "plan-and-act", "llm_call", """{"component":"planner","step":2,"status":"api_error","error":"BadRequestError: no","model":"m","temperature":0.0,"used_response_format_json_object":false,"latency_ms":1.125,"usage":{},"system_prompt":"","user_prompt":"u","raw_response":"","parsed_output":null}""" },
        { "plan-and-act", "llm_call", """{"component":"critic","status":"error","error":"something odd","usage":{"total_tokens":3}}""" },
        { "plan-and-act", "llm_call", """{"component":"executor","status":"success","error":"","raw_response":"","parsed_output":[1,2]}""" },
        { "plan-and-act", "tool_call_end", """{"tool_name":"t","ok":true,"result":[1,2.0]}""" },
        { "plan-and-act", "tool_call_end", """{"tool_name":"t","ok":true,"result":"plain","error":"both"}""" },
        { "plan-and-act", "tool_call_end", """{"tool_name":"","ok":false,"error":"no_tool_selected","action_type":"click","target":"","arguments":{}}""" },
        { "plan-and-act", "tool_call_end", """{"tool_name":"t","ok":"yes"}""" },
        { "plan-and-act", "environment_step", """{"observation":"o","done":false,"success":null,"final_answer":"","notes":["a",1]}""" },
        { "plan-and-act", "never_seen", """{"deep":{"er":[{}]}}""" },
        { "manus", "architect_input", """{"goal":"g","observation":"o","action_history":[{"summary":"s","output":"x","is_final":false,"final_answer":"","tool_requests":[]}],"agentic_mode":"react"}""" },
        { "manus", "worker_input", """{"current_step_idx":2,"current_step":{"title":"t","rationale":"r"},"observation":"o"}""" },
        { "manus", "worker_output", """{"action":{"output":"x","is_final":true,"final_answer":"f","new":1}}""" },
        { "manus", "critic_output", """{"decision":"replan","feedback":"f","should_succeed":null}""" },
        { "manus", "tool_call", """{"name":"n","arguments":{"a":1},"result":{"ok":false,"error":"e"},"more":2}""" },
        { "manus", "tool_call", """{"name":"n","arguments":{"a":1},"result":"no flag"}""" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_comes_back_whole(string format, string type, string payload)
    {
        string line = $$"""{"run_id":"20260101T000000Z","step":1,"event_type":"{{type}}","timestamp":"2026-01-01T00:00:01.5+00:00","payload":{{payload}}}""";
        string session = $$"""{"run_id":"20260101T000000Z","goal":"g","metadata":{{(format == "manus" ? """{"architecture":"three"}""" : "{}")}},"status":"running"}""";

        RecordedRun run = new SomeEpisode { Session = session }.Raw(line).ImportAs(format, _temp).Run;

        JsonNode rebuilt = Assert.Single(EpisodeRebuild.Lines(run));
        Assert.True(Json.Same(EpisodeRebuild.Comparable(line), rebuilt), $"{line}\n{rebuilt.ToJsonString()}");
        Assert.True(Json.Same(JsonNode.Parse(session), EpisodeRebuild.Session(run)), EpisodeRebuild.Session(run).ToJsonString());
    }

    [Fact]
    public void Sessions_come_back_whole_with_settings_that_the_contract_does_not_know()
    {
        string session = """{"run_id":"r","goal":"g","status":"running","model_stack":{"planner":{"model":"m","top_p":1.0,"provider":null},"odd":{"provider":"p"},"none":null},"runtime_config":{"seed":1.50},"finished_at":""}""";
        _temp.Write("run/session.json", session);

        RecordedRun run = Imported.From("plan-and-act", _temp.In, _temp.Out).Run;

        Assert.True(Json.Same(JsonNode.Parse(session), EpisodeRebuild.Session(run)), EpisodeRebuild.Session(run).ToJsonString());
        Assert.Equal("m", Assert.Single(run.Header.Session.ModelStack!).Value.Model);
    }

    public void Dispose() => _temp.Dispose();
}
