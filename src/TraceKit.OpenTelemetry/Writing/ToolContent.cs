using System.Text.Json;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Tool definitions in the schema of the conventions: type and name, and with content what the model was told of them.</summary>
internal sealed class ToolContent(IReadOnlyList<ToolDefinition> tools, bool isMinimal) : ContentJson
{
    protected override void Write(Utf8JsonWriter json) => Write(json, tools.Count, isMinimal);

    /// <summary>First descriptions and parameters give way, then the last tools.</summary>
    protected override (string? Text, int Marks) Shortened(string whole, int maxLength)
    {
        for (int kept = tools.Count; kept >= 0; kept--)
        {
            string text = Text(json => Write(json, kept, minimal: true));
            if (text.Length <= maxLength)
            {
                return (text, tools.Count - kept + 1);
            }
        }

        return (null, tools.Count);
    }

    private void Write(Utf8JsonWriter json, int count, bool minimal)
    {
        json.WriteStartArray();
        foreach (ToolDefinition tool in tools.Take(count))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteString("name"u8, tool.Name);
            if (!minimal && tool.Description is { } description)
            {
                json.WriteString("description"u8, description);
            }

            if (!minimal && tool.Parameters is { } parameters)
            {
                json.WritePropertyName("parameters"u8);
                parameters.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
