using System.Text.Json.Nodes;
using PlanAndAct.Models;

namespace PlanAndAct.Desk;

/// <summary>What a tool gives back: a result for the model to read, or a failure that has a name.</summary>
internal sealed record ToolOutcome(bool Ok, string Content, string? ErrorKind)
{
    /// <summary>What the arguments violate, or <c>valid</c>.</summary>
    public string SchemaVerdict { get; init; } = "valid";

    public static ToolOutcome Success(JsonObject result) => new(Ok: true, ReadableJson.Of(result), ErrorKind: null);

    public static ToolOutcome Failure(string kind, string message) =>
        new(Ok: false, ReadableJson.Of(new JsonObject { ["error"] = kind, ["message"] = message }), kind);
}
