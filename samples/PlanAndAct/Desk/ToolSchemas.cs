using System.Text.Json.Nodes;
using PlanAndAct.Models;

namespace PlanAndAct.Desk;

/// <summary>JSON Schemas of tool arguments: flat objects whose members are all required.</summary>
internal static class ToolSchemas
{
    /// <summary>Makes a schema of members written as <c>name:type</c>.</summary>
    public static string Of(params string[] members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (string[] member in members.Select(member => member.Split(':')))
        {
            properties[member[0]] = new JsonObject { ["type"] = member[1] };
            required.Add(JsonValue.Create(member[0]));
        }

        return ReadableJson.Of(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        });
    }
}
