using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PlanAndAct.Models;

/// <summary>Keeps the arguments of a tool call as the model wrote them, beside the parsed ones.</summary>
internal static class ToolCallText
{
    private const string Key = "arguments";

    public static FunctionCallContent Call(string id, string name, string arguments)
    {
        JsonElement? parsed = ReadableJson.ElementOrNull(arguments);
        return new FunctionCallContent(id, name, parsed is { ValueKind: JsonValueKind.Object } members ? ToDictionary(members) : null)
        {
            Exception = parsed is null ? new JsonException("The arguments are not JSON.") : null,
            AdditionalProperties = new() { [Key] = arguments },
        };
    }

    /// <summary>The arguments as received; of a client that keeps only the parsed ones, these as JSON.</summary>
    public static string ArgumentsOf(FunctionCallContent call) =>
        call.AdditionalProperties?.TryGetValue(Key, out string? text) == true && text is not null
            ? text
            : JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>)));

    private static Dictionary<string, object?> ToDictionary(JsonElement members) =>
        members.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal);
}
