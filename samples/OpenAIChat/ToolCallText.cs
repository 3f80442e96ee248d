using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace OpenAIChat;

/// <summary>The arguments of a tool call: parsed, and as the model wrote them.</summary>
public static class ToolCallText
{
    /// <summary>Makes a call of the text that a model wrote.</summary>
    /// <param name="id">Id of the call.</param>
    /// <param name="name">Name of the tool.</param>
    /// <param name="arguments">The arguments as received.</param>
    /// <param name="raw">What the provider's client gave. Default: nothing, and the text is lost.</param>
    public static FunctionCallContent Call(string id, string name, string arguments, object? raw = null)
    {
        JsonElement? parsed = ElementOrNull(arguments);
        return new FunctionCallContent(id, name, parsed is { ValueKind: JsonValueKind.Object } members ? ToDictionary(members) : null)
        {
            Exception = parsed is null ? new JsonException("The arguments are not JSON.") : null,
            RawRepresentation = raw,
        };
    }

    /// <summary>The arguments as received; of a client that keeps only the parsed ones, these as JSON.</summary>
    public static string ArgumentsOf(FunctionCallContent call) => call?.RawRepresentation switch
    {
        string text => text,
        ChatToolCall raw => raw.FunctionArguments.ToString(),
        _ => JsonSerializer.Serialize(call?.Arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))),
    };

    private static JsonElement? ElementOrNull(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, object?> ToDictionary(JsonElement members) =>
        members.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal);
}
