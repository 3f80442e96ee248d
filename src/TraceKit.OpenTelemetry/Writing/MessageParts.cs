using System.Text.Json;
using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>The parts of one message: reasoning, text with what stood between, calls; of a tool's turn, its response.</summary>
internal static class MessageParts
{
    /// <summary>Writes the parts.</summary>
    /// <param name="json">Takes them, within an array.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="longest">The longest text of a part; a longer one gives way to a mark.</param>
    /// <returns>How many marks were written.</returns>
    public static int Write(Utf8JsonWriter json, ChatTurn turn, int longest)
    {
        int marks = turn.Reasoning is { } reasoning ? WriteText(json, "reasoning", reasoning, longest) : 0;
        marks += turn.ToolCallId is { } id ? WriteResponse(json, id, turn.Content ?? string.Empty, longest) : WriteContent(json, turn, longest);
        foreach (RequestedToolCall call in turn.ToolCalls ?? [])
        {
            marks += WriteCall(json, call, longest);
        }

        return marks;
    }

    /// <summary>Writes the text in pieces where something else stood within it.</summary>
    private static int WriteContent(Utf8JsonWriter json, ChatTurn turn, int longest)
    {
        string text = turn.Content ?? string.Empty;
        int marks = 0;
        int from = 0;
        foreach (ContentPart part in (turn.Parts ?? []).OrderBy(part => part.At))
        {
            int to = Math.Clamp(part.At, from, text.Length);
            marks += to > from ? WriteText(json, "text", text[from..to], longest) : 0;
            from = to;
            WritePart(json, part);
        }

        return marks + (from < text.Length || (turn.Content is not null && turn.Parts is not { Count: > 0 }) ? WriteText(json, "text", text[from..], longest) : 0);
    }

    private static int WriteText(Utf8JsonWriter json, string type, string text, int longest)
    {
        if (text.Length > longest)
        {
            ContentJson.WriteMark(json, type, text.Length);
            return 1;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
        return 0;
    }

    /// <summary>The response is the text that the model saw, also where that is JSON.</summary>
    private static int WriteResponse(Utf8JsonWriter json, string id, string text, int longest)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_call_response"u8);
        json.WriteString("id"u8, id);
        json.WritePropertyName("response"u8);
        bool marked = text.Length > longest;
        if (marked)
        {
            ContentJson.WriteMark(json, "tool_call_response", text.Length);
        }
        else
        {
            ContentJson.WriteStructured(json, text);
        }

        json.WriteEndObject();
        return marked ? 1 : 0;
    }

    private static int WriteCall(Utf8JsonWriter json, RequestedToolCall call, int longest)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_call"u8);
        json.WriteString("id"u8, call.Id);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("arguments"u8);
        bool marked = call.Arguments.Length > longest;
        if (marked)
        {
            ContentJson.WriteMark(json, "arguments", call.Arguments.Length);
        }
        else
        {
            ContentJson.WriteStructured(json, call.Arguments);
        }

        if (call.ArgumentsForm is { } form)
        {
            json.WriteString(TraceKitAttributes.ToolArgumentsForm, form);
        }

        json.WriteEndObject();
        return marked ? 1 : 0;
    }

    /// <summary>A part that is described and not copied: where its data lies when that is known, else what is known of it.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="part">The part.</param>
    /// <param name="at">Where it stood in the text, when its place among the parts does not say it.</param>
    public static void WritePart(Utf8JsonWriter json, ContentPart part, int? at = null)
    {
        json.WriteStartObject();
        string type = (part.Type, part.Uri) switch
        {
            ("file", not null) => "file",
            (not "file", not null) => "uri",
            _ => $"tracekit.{part.Type}",
        };
        json.WriteString("type"u8, type);
        if (type is "file" or "uri")
        {
            json.WriteString("modality"u8, ModalityOf(part.MediaType));
            json.WriteString(type == "file" ? "file_id"u8 : "uri"u8, part.Uri);
        }

        Write(json, "mime_type", part.MediaType);
        Write(json, "tracekit.part.type", type is "file" or "uri" && type != part.Type ? part.Type : null);
        Write(json, "tracekit.part.sha256", part.Sha256);
        Write(json, "tracekit.part.name", part.Name);
        Write(json, "tracekit.part.text", part.Text);
        if (at is { } place)
        {
            json.WriteNumber("tracekit.part.at", place);
        }

        if (part.Length is { } length)
        {
            json.WriteNumber("tracekit.part.length", length);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string ModalityOf(string? mediaType) => mediaType?.Split('/')[0] switch
    {
        "image" => "image",
        "video" => "video",
        "audio" => "audio",
        _ => "document",
    };
}
