using System.Globalization;
using System.Text.Json;
using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Reading.Turns;

/// <summary>Reads messages: those of the conventions (<c>parts</c>), and those of providers (<c>content</c>, <c>tool_calls</c>).</summary>
internal static class TurnReader
{
    /// <summary>The turns of a list of messages, or null when it is none.</summary>
    public static IReadOnlyList<ChatTurn>? Turns(object? value, TurnLosses losses)
    {
        if (AttributeValue.Content(value) is not { } content)
        {
            return null;
        }

        if (content.ValueKind == JsonValueKind.Object && content.TryGetProperty("messages", out JsonElement inner))
        {
            content = inner;
        }

        IEnumerable<JsonElement> messages = content.ValueKind == JsonValueKind.Array ? content.EnumerateArray() : [content];
        return messages.All(message => message.ValueKind == JsonValueKind.Object)
            ? [.. messages.SelectMany((message, index) => Turn(message, "user", losses.At(index)))]
            : null;
    }

    /// <summary>Instructions apart from the messages: parts without a role, or a text.</summary>
    public static IReadOnlyList<ChatTurn>? System(object? value, TurnLosses losses)
    {
        if (AttributeValue.Content(value) is { ValueKind: JsonValueKind.Array } parts)
        {
            var turn = new TurnParts("system");
            PartReader.Add(turn, parts, losses);
            return [.. turn.ToTurns()];
        }

        return value is string { Length: > 0 } text ? [new ChatTurn { Role = "system", Content = AttributeValue.Unwrapped(text) }] : null;
    }

    /// <summary>One message as a turn; the results of several tools in one are a turn each.</summary>
    public static IEnumerable<ChatTurn> Turn(JsonElement message, string role, TurnLosses losses)
    {
        var turn = new TurnParts(RoleOf(Text(message, "role")) ?? role)
        {
            Name = Text(message, "name"),
            ToolCallId = Text(message, "tool_call_id") ?? Text(message, "toolCallId") ?? (role == "tool" ? Text(message, "id") : null),
        };
        if (message.TryGetProperty("parts", out JsonElement parts))
        {
            PartReader.Add(turn, parts, losses.At("parts"));
        }

        if (message.TryGetProperty("content", out JsonElement content))
        {
            AddContent(turn, content, losses);
        }

        foreach (string name in (string[])["reasoning", "reasoning_content"])
        {
            turn.Reason(Text(message, name));
        }

        if (message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement call in calls.EnumerateArray().Where(call => call.ValueKind == JsonValueKind.Object))
            {
                turn.Call(Call(call));
            }
        }

        return turn.ToTurns();
    }

    /// <summary>A call in the shape of the conventions, of OpenAI (<c>function</c> within) or of the AI SDK (<c>toolCallId</c>).</summary>
    public static RequestedToolCall Call(JsonElement call)
    {
        JsonElement function = call.TryGetProperty("function", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : call;
        (string arguments, string? form) = Arguments(function);
        return new RequestedToolCall
        {
            Id = Text(call, "id") ?? Text(call, "toolCallId") ?? Text(call, "call_id") ?? string.Empty,
            Name = Text(function, "name") ?? Text(call, "toolName") ?? string.Empty,
            Arguments = arguments,
            ArgumentsForm = form,
        };
    }

    /// <summary>Text, or a number that stands where a text should.</summary>
    public static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => AttributeValue.Safe(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static string? RoleOf(string? role) => role?.ToLower(CultureInfo.InvariantCulture) switch
    {
        "model" or "ai" => "assistant",
        "human" => "user",
        var other => other,
    };

    private static void AddContent(TurnParts turn, JsonElement content, TurnLosses losses)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String when AttributeValue.Safe(content) is { } text:
                turn.Say(text);
                break;
            case JsonValueKind.Array:
                PartReader.Add(turn, content, losses.At("content"));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                turn.Say(AttributeValue.Compact(content));
                break;
        }
    }

    private static (string Arguments, string? Form) Arguments(JsonElement call)
    {
        foreach (string name in (string[])["arguments", "args", "input"])
        {
            if (call.TryGetProperty(name, out JsonElement arguments) && arguments.ValueKind != JsonValueKind.Null)
            {
                return AttributeValue.Safe(arguments) is { } text ? (text, null) : (AttributeValue.Compact(arguments), "serialized");
            }
        }

        return (string.Empty, "lost");
    }
}
