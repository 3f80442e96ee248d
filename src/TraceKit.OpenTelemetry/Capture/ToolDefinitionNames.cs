using System.Text.Json;
using TraceKit.OpenTelemetry.Reading;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Declared tools without what is content: types and names alone, as libraries write them that capture none.</summary>
internal static class ToolDefinitionNames
{
    public const string Key = "gen_ai.tool.definitions";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The definitions with type and name alone; null when they cannot be read, and so are not let through.</summary>
    public static string? Only(string definitions)
    {
        if (AttributeValue.Parse(definitions) is not { ValueKind: JsonValueKind.Array } tools)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, definitions.Contains('\n', StringComparison.Ordinal) ? Indented : default))
        {
            writer.WriteStartArray();
            foreach (JsonElement tool in tools.EnumerateArray().Where(tool => tool.ValueKind == JsonValueKind.Object))
            {
                writer.WriteStartObject();
                foreach (JsonProperty member in tool.EnumerateObject().Where(member => member.Name is "type" or "name"))
                {
                    member.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
