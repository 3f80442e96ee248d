using System.Globalization;
using System.Text.Json.Nodes;
using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Tools;

namespace TraceKit.Interop.Tests.Episodes;

/// <summary>Makes the session and the lines of a run folder again of nothing but its run file.</summary>
internal static class EpisodeRebuild
{
    public static JsonObject Session(RecordedRun run)
    {
        var session = new JsonObject { ["goal"] = run.Header.Goal };
        if (run.Header.Session.RuntimeConfig is { } config)
        {
            session["runtime_config"] = Json.Node(config);
        }

        if (run.Header.Session.ModelStack is { } stack)
        {
            session["model_stack"] = Object(stack.Select(role => (role.Key, (JsonNode?)Object(
                ("provider", role.Value.Provider), ("model", role.Value.Model), ("temperature", role.Value.Temperature)))));
        }

        return (JsonObject)Json.Merge(session, Json.Node(run.Header.Origin!.Extra))!;
    }

    /// <summary>The lines by the place where they lay; times in UTC with seven digits.</summary>
    public static IReadOnlyList<JsonNode> Lines(RecordedRun run) =>
        [.. run.Events.Where(Tells).GroupBy(recorded => recorded.Origin!.Offset!.Value).OrderBy(line => line.Key).Select(line => Line(run, [.. line]))];

    /// <summary>A source line with its time in the same form.</summary>
    public static JsonNode Comparable(string line)
    {
        JsonNode node = JsonNode.Parse(line)!;
        if (node["timestamp"] is JsonValue time && DateTimeOffset.TryParse(time.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed))
        {
            node["timestamp"] = Time(parsed);
        }

        return node;
    }

    private static bool Tells(RecordedEvent recorded) => recorded.Type is not ("decision_abandoned" or "tool_call_unresolved") && (recorded.Type != "parse_failure" || recorded.Origin!.Extra is not null);

    private static JsonNode Line(RecordedRun run, RecordedEvent[] events)
    {
        RecordedEvent first = events[0];
        JsonObject line = Object(
            ("event_type", first.Origin!.Type),
            ("step", first.Step),
            ("run_id", Json.Node(run.Header.Origin!.Extra)?["run_id"]?.DeepClone()),
            ("payload", Payload(events)));
        JsonNode? extra = Json.Node(first.Origin.Extra);
        if (extra?["timestamp"] is JsonValue kept)
        {
            extra["timestamp"] = Time(DateTimeOffset.Parse(kept.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        }
        else
        {
            line["timestamp"] = Time(first.Time);
        }

        return Json.Merge(line, extra)!;
    }

    private static JsonNode? Payload(RecordedEvent[] events)
    {
        bool manus = events[0].Origin!.Format == "manus";
        RecordedEvent told = events[0];
        return told.Type switch
        {
            "planner_input" => Of(told.Read<PlannerInput>(), manus),
            "planner_output" => Object(("goal", told.Read<PlannerOutput>().Goal), ("rationale", told.Read<PlannerOutput>().Rationale), ("steps", Steps(told.Read<PlannerOutput>().Steps, manus))),
            "replanner_output" => Object(("rationale", told.Read<ReplannerOutput>().Rationale), ("steps", Steps(told.Read<ReplannerOutput>().Steps, manus))),
            "replanner_input" => Of(told.Read<ReplannerInput>(), manus),
            "executor_input" => Of(told.Read<ExecutorInput>(), manus),
            "executor_output" => Object(("action", Of(told.Read<ExecutorOutput>().Action, manus))),
            "tool_call" when events is [_, var answer] => Both(told.Read<ToolCall>(), answer.Read<ToolResult>()),
            "tool_call" => Object(("tool_name", told.Read<ToolCall>().Name), ("arguments", JsonNode.Parse(told.Read<ToolCall>().Arguments))),
            "tool_result" => Of(told.Read<ToolResult>()),
            "llm_call" => Of(told.Read<LlmCall>(), manus),
            "episode_end" => Of(told.Read<EpisodeEnd>()),
            "episode_error" => Of(told.Read<EpisodeError>()),
            "foreign_record" => Json.Node(told.Read<ForeignRecord>().Payload),
            "parse_failure" => null,
            _ => Renamed(told),
        };
    }

    /// <summary>Types whose members have the same names on both sides, but one.</summary>
    private static JsonNode? Renamed(RecordedEvent told)
    {
        var data = (JsonObject)JsonNode.Parse(told.Data.Span)!;
        if (data.Remove("current_step_index", out JsonNode? index))
        {
            data["current_step_idx"] = index;
        }

        return data;
    }

    private static JsonObject Of(PlannerInput input, bool manus) =>
        Object(("goal", input.Goal), ("observation", input.Observation), ("action_history", Actions(input.ActionHistory, manus)));

    private static JsonObject Of(ReplannerInput input, bool manus) => Object(
        ("goal", input.Goal),
        ("observation", input.Observation),
        ("reason", input.Reason),
        ("previous_plan", Steps(input.PreviousPlan, manus)),
        ("action_history", Actions(input.ActionHistory, manus)));

    private static JsonObject Of(ExecutorInput input, bool manus) => Object(
        ("goal", input.Goal),
        ("current_step_idx", input.CurrentStepIndex),
        ("total_steps", input.TotalSteps),
        ("current_step", Steps([input.CurrentStep], manus)[0]!.DeepClone()),
        ("observation", input.Observation));

    private static JsonArray Steps(IReadOnlyList<PlanStep> steps, bool manus) => new([.. steps.Select(step => manus
        ? Object(("title", step.Intent))
        : Object(("step_id", step.StepId), ("intent", step.Intent), ("success_criteria", step.SuccessCriteria)))]);

    private static JsonArray Actions(IReadOnlyList<AgentAction> actions, bool manus) => new([.. actions.Select(action => Of(action, manus))]);

    private static JsonObject Of(AgentAction action, bool manus)
    {
        JsonObject rest = Object(("is_final", action.IsFinal), ("final_answer", action.FinalAnswer));
        return manus
            ? (JsonObject)Json.Merge(rest, Json.Node(action.Arguments))!
            : (JsonObject)Json.Merge(rest, Object(
                ("action_type", action.ActionType), ("target", action.Target), ("arguments", Json.Node(action.Arguments)), ("rationale", action.Rationale)))!;
    }

    private static JsonObject Both(ToolCall call, ToolResult result) =>
        Object(("name", call.Name), ("arguments", JsonNode.Parse(call.Arguments)), ("result", JsonNode.Parse(result.Content)));

    private static JsonObject Of(ToolResult result) => result.Content.StartsWith('{') || result.Content.StartsWith('[')
        ? Object(("tool_name", result.Name), ("ok", result.Ok), ("result", JsonNode.Parse(result.Content)))
        : Object(("tool_name", result.Name), ("ok", result.Ok), ("error", result.Content));

    private static JsonObject Of(LlmCall call, bool manus) => Object(
        (manus ? "agent" : "component", call.Component),
        ("status", call.Status switch { LlmCallStatus.Ok => "success", LlmCallStatus.ParseError => "parse_error", LlmCallStatus.ApiError => "api_error", _ => "error" }),
        ("model", call.Model),
        ("temperature", call.Request?.Temperature),
        ("system_prompt", call.Request?.Messages?.FirstOrDefault(turn => turn.Role == "system")?.Content),
        ("user_prompt", call.Request?.Messages?.FirstOrDefault(turn => turn.Role == "user")?.Content),
        ("used_response_format_json_object", call.Request?.UsedResponseFormat),
        ("raw_response", call.Reply?.Content),
        ("parsed_output", Json.Node(call.Parsed)),
        ("latency_ms", call.LatencyMs),
        ("error", call.Error is null ? null : $"{call.Error.Type}: {call.Error.Message}"),
        ("usage", call.Usage is null ? null : Object(("prompt_tokens", call.Usage.InputTokens), ("completion_tokens", call.Usage.OutputTokens))));

    private static JsonObject Of(EpisodeEnd end) => Object(
        ("success", end.Success),
        ("final_answer", end.FinalAnswer),
        ("metrics", end.Metrics is null ? null : Object(end.Metrics.Select(metric => (metric.Key, (JsonNode?)metric.Value)))));

    private static JsonObject Of(EpisodeError error) =>
        Object(("error_type", error.Error.Type), ("error_message", error.Error.Message), ("stage", error.Stage));

    private static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}
