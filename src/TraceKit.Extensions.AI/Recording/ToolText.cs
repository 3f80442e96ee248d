using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>What a tool gave back as the text that a model reads.</summary>
internal static class ToolText
{
    /// <summary>Text as it is, everything else as JSON.</summary>
    public static string Of(object? result) => result switch
    {
        string text => text,
        null => "null",
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement element => element.GetRawText(),
        TextContent text => text.Text,
        _ => Guard.Get(() => JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(result.GetType())), null)
            ?? $"[{result.GetType().Name}: not serializable]",
    };

    /// <summary>A failure as the model reads it.</summary>
    public static string Failure(string kind, string message) =>
        new JsonObject { ["error"] = kind, ["message"] = message }.ToJsonString(AIJsonUtilities.DefaultOptions);
}
