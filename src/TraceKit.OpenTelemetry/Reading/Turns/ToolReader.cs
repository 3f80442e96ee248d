using System.Text.Json;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Reading.Turns;

/// <summary>Reads declared tools: those of the conventions, of OpenAI (<c>function</c> within), of Anthropic (<c>input_schema</c>).</summary>
internal static class ToolReader
{
    public static IReadOnlyList<ToolDefinition> Tools(JsonElement value)
    {
        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return [.. items.Select(Tool).OfType<ToolDefinition>()];
    }

    /// <summary>The tools of an attribute, or null when not all of them have a name.</summary>
    public static IReadOnlyList<ToolDefinition>? All(object? value)
    {
        IReadOnlyList<object?> texts = value is IReadOnlyList<object?> list && list.All(item => item is string) ? list : [value];
        var tools = new List<ToolDefinition>();
        foreach (object? text in texts)
        {
            if (AttributeValue.Content(text) is not { } json)
            {
                return null;
            }

            IReadOnlyList<ToolDefinition> read = Tools(json);
            if (read.Count != (json.ValueKind == JsonValueKind.Array ? json.GetArrayLength() : 1))
            {
                return null;
            }

            tools.AddRange(read);
        }

        return tools;
    }

    private static ToolDefinition? Tool(JsonElement item)
    {
        JsonElement function = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("function", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : item;
        return TurnReader.Text(function, "name") is { } name
            ? new ToolDefinition { Name = name, Description = TurnReader.Text(function, "description"), Parameters = Schema(function) }
            : null;
    }

    private static JsonElement? Schema(JsonElement function)
    {
        foreach (string name in (string[])["parameters", "input_schema", "inputSchema"])
        {
            if (function.TryGetProperty(name, out JsonElement schema) && schema.ValueKind != JsonValueKind.Null)
            {
                return schema.ValueKind == JsonValueKind.String && AttributeValue.Content(AttributeValue.Safe(schema)) is { } parsed ? parsed : schema;
            }
        }

        return null;
    }
}
