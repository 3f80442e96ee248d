using System.Text.Json;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Messages as events of the span, as versions up to 1.36 have them: one each, its body as JSON in <c>gen_ai.event.content</c>.</summary>
internal static class LegacyMessages
{
    private const string Content = "gen_ai.event.content";

    /// <summary>The events of a call.</summary>
    /// <param name="call">The call, without secrets.</param>
    /// <param name="most">The most messages; the ones after the first are left out when there are more.</param>
    /// <param name="attributes">Makes attributes.</param>
    public static IReadOnlyList<(string Name, IReadOnlyList<KeyValuePair<string, object?>> Attributes)> Of(LlmCall call, int most, Func<SpanAttributes> attributes)
    {
        IReadOnlyList<ChatTurn> sent = call.Request?.Messages ?? [];
        int left = Math.Max(0, sent.Count + 1 - most);
        List<(string, IReadOnlyList<KeyValuePair<string, object?>>)> events = [];
        for (int i = 0; i < sent.Count; i++)
        {
            if (i < 1 || i > left)
            {
                SpanAttributes said = Start(call, attributes).AddContent(Content, new LegacyMessageContent(sent[i], choice: null));
                events.Add((NameOf(sent[i]), said.Add(TraceKitAttributes.EventsOmitted, i == 0 && left > 0 ? left : null).CloseContent().Items));
            }
        }

        if (call.Reply is { } reply)
        {
            events.Add(("gen_ai.choice", Start(call, attributes).AddContent(Content, new LegacyMessageContent(reply, FinishReasons.ToConvention(call))).CloseContent().Items));
        }

        return events;
    }

    private static SpanAttributes Start(LlmCall call, Func<SpanAttributes> attributes) => attributes().Add(GenAiField.Provider, call.Provider);

    private static string NameOf(ChatTurn turn) => turn.Role switch
    {
        "system" or "developer" => "gen_ai.system.message",
        "assistant" => "gen_ai.assistant.message",
        "tool" => "gen_ai.tool.message",
        _ => "gen_ai.user.message",
    };

    /// <summary>The body of one event.</summary>
    private sealed class LegacyMessageContent(ChatTurn turn, string? choice) : ContentJson
    {
        protected override void Write(Utf8JsonWriter json) => Write(json, int.MaxValue);

        protected override (string? Text, int Marks) Shortened(string whole, int maxLength)
        {
            int marks = 0;
            string text = Text(json => marks = Write(json, maxLength / 4));
            return (text.Length <= maxLength ? text : Text(json => marks = Write(json, 0)), marks);
        }

        private int Write(Utf8JsonWriter json, int longest)
        {
            json.WriteStartObject();
            if (choice is null)
            {
                int marks = WriteMessage(json, longest);
                json.WriteEndObject();
                return marks;
            }

            json.WriteNumber("index"u8, 0);
            json.WriteString("finish_reason"u8, choice);
            json.WriteStartObject("message"u8);
            int within = WriteMessage(json, longest);
            json.WriteEndObject();
            json.WriteEndObject();
            return within;
        }

        private int WriteMessage(Utf8JsonWriter json, int longest)
        {
            int marks = 0;
            json.WriteString("role"u8, turn.Role);
            marks += WriteText(json, "content", turn.Content, longest);
            marks += WriteText(json, "reasoning", turn.Reasoning, longest);
            if (turn.Name is { } name)
            {
                json.WriteString("name"u8, name);
            }

            if (turn.ToolCallId is { } id)
            {
                json.WriteString("id"u8, id);
            }

            if (turn.Parts is { Count: > 0 } parts)
            {
                json.WriteStartArray("tracekit.parts"u8);
                foreach (ContentPart part in parts)
                {
                    MessageParts.WritePart(json, part, part.At);
                }

                json.WriteEndArray();
            }

            if (turn.ToolCalls is { Count: > 0 } calls)
            {
                json.WriteStartArray("tool_calls"u8);
                foreach (RequestedToolCall call in calls)
                {
                    json.WriteStartObject();
                    json.WriteString("id"u8, call.Id);
                    json.WriteString("type"u8, "function"u8);
                    json.WriteStartObject("function"u8);
                    json.WriteString("name"u8, call.Name);
                    marks += WriteText(json, "arguments", call.Arguments, longest);
                    json.WriteEndObject();
                    if (call.ArgumentsForm is { } form)
                    {
                        json.WriteString(TraceKitAttributes.ToolArgumentsForm, form);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            return marks;
        }

        private static int WriteText(Utf8JsonWriter json, string name, string? text, int longest)
        {
            if (text is null)
            {
                return 0;
            }

            json.WritePropertyName(name);
            if (text.Length > longest)
            {
                WriteMark(json, name, text.Length);
                return 1;
            }

            json.WriteStringValue(text);
            return 0;
        }
    }
}
