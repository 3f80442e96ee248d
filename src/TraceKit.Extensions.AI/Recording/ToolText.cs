using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>What a tool gave back as the text that a model reads.</summary>
internal static class ToolText
{
    /// <summary>A result that is about to be given to a model: text as it is, everything else as JSON on one line.</summary>
    public static string Of(object? result) => result switch
    {
        string text => text,
        null => "null",
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        TextContent text => text.Text,
        _ => Serialize(result, CompactJson.Options),
    };

    /// <summary>A result that others give to a model, as clients write it: text as it is, everything else as the chat library's JSON.</summary>
    public static string AsSent(object? result) => result switch
    {
        string text => text,
        null => string.Empty,
        _ => Serialize(result, AIJsonUtilities.DefaultOptions),
    };

    private static string Serialize(object result, JsonSerializerOptions options) =>
        Guard.Get(() => JsonSerializer.Serialize(result, options.GetTypeInfo(result.GetType())), null) ?? $"[{result.GetType().Name}: not serializable]";

    /// <summary>A failure as the model reads it.</summary>
    public static string Failure(string kind, string message) =>
        new JsonObject { ["error"] = kind, ["message"] = message }.ToJsonString(CompactJson.Options);
}
