using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Rows;
using TraceKit.Tools;

namespace TraceKit.Sft.Formats;

/// <summary>Writes messages and tools in the shape that OpenAI made common, and notes where each value came from.</summary>
internal sealed class RowWriter(Utf8JsonWriter json, List<MapEntry> map)
{
    /// <summary>How rows are written: compact, escaping only what JSON demands.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether an absent content is written as the empty text instead of null.</summary>
    public bool NullAsEmpty { get; init; }

    /// <summary>Whether an assistant message that is not trained says so with <c>weight: 0</c>.</summary>
    public bool Weights { get; init; }

    public void Messages(string name, IEnumerable<RowMessage> messages)
    {
        json.WriteStartArray(name);
        int index = 0;
        foreach (RowMessage message in messages)
        {
            Message(message, string.Create(CultureInfo.InvariantCulture, $"/{name}/{index++}"));
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the tool definitions.</summary>
    /// <param name="writer">Where to; the row itself, or a text within it.</param>
    /// <param name="tools">The definitions.</param>
    public static void Tools(Utf8JsonWriter writer, IEnumerable<ToolDefinition> tools)
    {
        writer.WriteStartArray();
        foreach (ToolDefinition tool in tools)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "function"u8);
            writer.WriteStartObject("function"u8);
            writer.WriteString("name"u8, tool.Name);
            if (tool.Description is { } description)
            {
                writer.WriteString("description"u8, description);
            }

            if (tool.Parameters is { } parameters)
            {
                writer.WritePropertyName("parameters"u8);
                parameters.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Message(RowMessage message, string pointer)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role);
        Content(message, pointer + "/content");
        if (message.Name is { } name)
        {
            json.WriteString("name"u8, name);
        }

        if (message.ToolCallId is { } id)
        {
            json.WriteString("tool_call_id"u8, id);
        }

        Calls(message, pointer + "/tool_calls");
        if (Weights && message is { Role: "assistant", IsTrained: false })
        {
            json.WriteNumber("weight"u8, 0);
        }

        json.WriteEndObject();
    }

    private void Content(RowMessage message, string pointer)
    {
        json.WritePropertyName("content"u8);
        if (message.Content is { } content)
        {
            json.WriteStringValue(content);
            map.Add(MapEntry.Of(pointer, message.ContentSource, message.IsTrained, content.Length));
        }
        else if (NullAsEmpty)
        {
            json.WriteStringValue(string.Empty);
            map.Add(MapEntry.Of(pointer, message.ContentSource with { Operation = Operations.NullAsEmpty }, message.IsTrained, 0));
        }
        else
        {
            json.WriteNullValue();
            map.Add(MapEntry.Of(pointer, message.ContentSource, message.IsTrained, 0));
        }
    }

    private void Calls(RowMessage message, string pointer)
    {
        if (message.ToolCalls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        for (int i = 0; i < message.ToolCalls.Count; i++)
        {
            RowCall call = message.ToolCalls[i];
            string at = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}");
            json.WriteStartObject();
            json.WriteString("id"u8, call.Call.Id);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Call.Name);
            json.WriteString("arguments"u8, call.Call.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
            Map(at + "/id", call.Source, "/id", message.IsTrained, call.Call.Id);
            Map(at + "/function/name", call.Source, "/name", message.IsTrained, call.Call.Name);
            Map(at + "/function/arguments", call.Source, "/arguments", message.IsTrained, call.Call.Arguments);
        }

        json.WriteEndArray();
    }

    private void Map(string to, TextSource call, string member, bool trained, string value) =>
        map.Add(MapEntry.Of(to, call with { Pointer = call.Pointer + member }, trained, value.Length));
}
