using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAIChat;
using PlanAndAct.Models;
using TraceKit.Agents;

namespace PlanAndAct.Agent;

/// <summary>The tool calls of a reply as one action.</summary>
internal static class ToolActions
{
    public static AgentAction Of(IReadOnlyList<FunctionCallContent> calls) => calls.Count == 1
        ? new AgentAction { ActionType = "tool", Target = calls[0].Name, Arguments = ArgumentsOf(calls[0]) }
        : new AgentAction { ActionType = "tools", Target = string.Join(", ", calls.Select(call => call.Name)), Arguments = AllOf(calls) };

    private static JsonElement? ArgumentsOf(FunctionCallContent call) => ReadableJson.ElementOrNull(ToolCallText.ArgumentsOf(call));

    private static JsonElement? AllOf(IReadOnlyList<FunctionCallContent> calls)
    {
        JsonNode?[] all = [.. calls.Select(call => new JsonObject
        {
            ["name"] = call.Name,
            ["arguments"] = ArgumentsOf(call) is { } arguments ? JsonNode.Parse(arguments.GetRawText()) : null,
        })];
        return ReadableJson.ElementOrNull(ReadableJson.Of(new JsonObject { ["calls"] = new JsonArray(all) }));
    }
}
