using System.Text.Json.Nodes;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Tests.Support;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Tools;

namespace TraceKit.Interop.Tests.TauBench;

/// <summary>Makes a tau-bench entry again of nothing but its run file.</summary>
internal static class TauBenchChatRebuild
{
    public static JsonObject Entry(RecordedRun run)
    {
        var entry = (JsonObject)Json.Node(run.Header.Origin!.Extra)!;
        if (run.Header.Trial is { } trial)
        {
            entry["trial"] = trial;
        }

        if (run.Events.Select(recorded => recorded.TryRead<Label>()).SingleOrDefault(label => label is not null) is { } reward)
        {
            entry["reward"] = reward.Score;
        }

        entry["traj"] = new JsonArray([.. run.Events.Select(Message).Where(message => message is not null)]);
        return entry;
    }

    private static JsonNode? Message(RecordedEvent recorded)
    {
        JsonNode? mapped = recorded.Type switch
        {
            "message" => Turn(recorded.Read<Message>()),
            "llm_call" => Reply(recorded.Read<LlmCall>().Reply!),
            "tool_result" => Result(recorded.Read<ToolResult>()),
            "foreign_record" => Json.Node(recorded.Read<ForeignRecord>().Payload),
            _ => null,
        };
        return mapped is null ? null : Json.Merge(mapped, Json.Node(recorded.Origin!.Extra));
    }

    private static JsonObject Turn(Message message) =>
        Named(new JsonObject { ["role"] = message.Role, ["content"] = message.Content }, message.Name);

    private static JsonObject Reply(ChatTurn reply)
    {
        var message = new JsonObject { ["role"] = reply.Role, ["content"] = reply.Content };
        if (reply.ToolCalls is { } calls)
        {
            message["tool_calls"] = new JsonArray([.. calls.Select(call => new JsonObject
            {
                ["id"] = call.Id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        return message;
    }

    private static JsonObject Result(ToolResult result) => new()
    {
        ["role"] = "tool",
        ["tool_call_id"] = result.CallId,
        ["name"] = result.Name,
        ["content"] = result.Content,
    };

    private static JsonObject Named(JsonObject message, string? name)
    {
        if (name is not null)
        {
            message["name"] = name;
        }

        return message;
    }
}
