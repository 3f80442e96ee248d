using System.Text.Json.Nodes;
using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Tools;

namespace TraceKit.Interop.Tests.TrajectoryLab;

/// <summary>Makes the lines of a trajectory again of nothing but its run file.</summary>
internal static class TrajectoryRebuild
{
    public static IReadOnlyList<JsonNode> Lines(RecordedRun run)
    {
        var header = new JsonObject { ["topic"] = run.Header.Goal };
        if (run.Header.Session.ModelStack?["agent"] is { } model)
        {
            header["provider"] = model.Provider;
            header["model"] = model.Model;
        }

        return
        [
            Line(run, run.Header.Origin!, run.Header.StartedAt, header),
            .. run.Events
                .Where(recorded => recorded.Type is not ("tool_call_unresolved" or "decision_abandoned") && recorded.Origin!.Type != "summary")
                .Select(recorded => Line(run, recorded.Origin!, recorded.Time, Payload(recorded))),
        ];
    }

    private static JsonNode Line(RecordedRun run, EventOrigin origin, DateTimeOffset time, JsonNode? payload)
    {
        var line = new JsonObject
        {
            ["ts_utc"] = time.ToUnixTimeMilliseconds(),
            ["run_id"] = run.RunId["trajectory-lab.".Length..],
            ["event_type"] = origin.Type,
            ["payload"] = payload,
        };
        return Json.Merge(line, Json.Node(origin.Extra))!;
    }

    private static JsonNode? Payload(RecordedEvent told) => told.Type switch
    {
        "state_transition" => State(told.Read<StateTransition>().To.Split(':', 2), told.Origin!.Type == "phase"),
        "tool_call" => new JsonObject { ["tool"] = told.Read<ToolCall>().Name, ["kwargs"] = JsonNode.Parse(told.Read<ToolCall>().Arguments) },
        "tool_result" => Of(told.Read<ToolResult>()),
        "message" when told.Origin!.Type == "final_report" => Text(told.Read<Message>(), "report_preview", "report_sha256"),
        "message" => Json.Merge(new JsonObject { ["role"] = told.Read<Message>().Role }, Text(told.Read<Message>(), "text_preview", "text_sha256")),
        "episode_error" => new JsonObject { ["error"] = $"{told.Read<EpisodeError>().Error.Type}: {told.Read<EpisodeError>().Error.Message}" },
        _ => Json.Node(told.Read<ForeignRecord>().Payload),
    };

    private static JsonObject State(string[] parts, bool isPhase) =>
        isPhase ? new JsonObject { ["phase"] = parts[0], ["status"] = parts[1] } : new JsonObject { ["status"] = parts[1] };

    private static JsonObject Text(Message message, string name, string hashName) =>
        new() { [name] = message.Content, [hashName] = message.Parts?[0].Sha256 ?? SomeTrajectory.Sha256(message.Content) };

    private static JsonObject Of(ToolResult result)
    {
        var payload = new JsonObject { ["tool"] = result.Name, ["ok"] = result.Ok, ["result_preview"] = result.Content };
        if (result.LatencyMs is { } latency)
        {
            payload["latency_ms"] = latency;
        }

        return payload;
    }
}
