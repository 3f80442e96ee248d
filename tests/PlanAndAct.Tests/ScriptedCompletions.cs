using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAIChat;
using PlanAndAct.Models;

namespace PlanAndAct.Tests;

/// <summary>The scripted model behind the chat completions format: reads a request's JSON and writes a response's.</summary>
internal static class ScriptedCompletions
{
    public static string Answer(string request)
    {
        JsonElement body = JsonElement.Parse(request);
        using var model = new ScriptedChatClient();
        ChatMessage[] messages = [.. body.GetProperty("messages").EnumerateArray().Select(ToMessage)];
        ChatResponse response = model.GetResponseAsync(messages, new ChatOptions { Seed = body.GetProperty("seed").GetInt64() }).GetAwaiter().GetResult();
        return ToJson(response.Messages[^1], body.GetProperty("model").GetString()!).ToJsonString();
    }

    private static ChatMessage ToMessage(JsonElement message)
    {
        string role = message.GetProperty("role").GetString()!;
        if (role == "tool")
        {
            return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.GetProperty("tool_call_id").GetString()!, TextOf(message))]);
        }

        var read = new ChatMessage(new ChatRole(role), TextOf(message));
        if (message.TryGetProperty("tool_calls", out JsonElement calls))
        {
            foreach (JsonElement call in calls.EnumerateArray())
            {
                read.Contents.Add(new FunctionCallContent(call.GetProperty("id").GetString()!, call.GetProperty("function").GetProperty("name").GetString()!));
            }
        }

        return read;
    }

    private static string TextOf(JsonElement message) =>
        !message.TryGetProperty("content", out JsonElement content) ? string.Empty : content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString())),
            _ => string.Empty,
        };

    private static JsonObject ToJson(ChatMessage reply, string model)
    {
        JsonNode?[] calls = [.. reply.Contents.OfType<FunctionCallContent>().Select(call => new JsonObject
        {
            ["id"] = call.CallId,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = ToolCallText.ArgumentsOf(call) },
        })];
        var message = new JsonObject { ["role"] = "assistant", ["content"] = calls.Length > 0 ? null : reply.Text };
        if (calls.Length > 0)
        {
            message["tool_calls"] = new JsonArray(calls);
        }

        return new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1700000000,
            ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = calls.Length > 0 ? "tool_calls" : "stop" }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 11, ["completion_tokens"] = 7, ["total_tokens"] = 18 },
        };
    }
}
