using System.Text.Json;
using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Messages in the schema of the conventions: a role and parts each, in the order in which they were sent.</summary>
/// <param name="turns">The turns.</param>
/// <param name="finishReason">Why the model stopped, of a reply. Null: they were sent, or the profile says it elsewhere.</param>
internal sealed class MessageContent(IReadOnlyList<ChatTurn> turns, string? finishReason = null) : ContentJson
{
    private const string MarkRole = "tracekit";

    /// <summary>Turns that were sent; null when there is none.</summary>
    public static MessageContent? Sent(IReadOnlyList<ChatTurn>? turns) => turns is { Count: > 0 } ? new MessageContent(turns) : null;

    /// <summary>A reply; null when there is none.</summary>
    public static MessageContent? Received(ChatTurn? reply, string? finishReason) => reply is null ? null : new MessageContent([reply], finishReason);

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (ChatTurn turn in turns)
        {
            WriteMessage(json, turn, int.MaxValue);
        }

        json.WriteEndArray();
    }

    /// <summary>Shortens the long parts first, to shorter and shorter ones; then leaves messages out of the middle, the oldest first: system prompt and last message stay longest.</summary>
    protected override (string? Text, int Marks) Shortened(string whole, int maxLength)
    {
        int marks = 0;
        string[] messages = [];
        foreach (int longest in (int[])[maxLength / 4, maxLength / 16, 256, 0])
        {
            marks = 0;
            messages = [.. turns.Select(turn => Text(json => marks += WriteMessage(json, turn, longest)))];
            if (Length(messages) <= maxLength)
            {
                return (Joined(messages), marks);
            }
        }

        return WithoutMiddle(messages, marks, maxLength);
    }

    private static (string? Text, int Marks) WithoutMiddle(string[] messages, int marks, int maxLength)
    {
        for (int kept = messages.Length - 1; kept >= 0; kept--)
        {
            int first = Math.Min(kept, 1);
            int left = messages.Length - kept;
            string[] some = [.. messages[..first], LeftOut(left, messages[first..(first + left)].Sum(message => message.Length)), .. messages[(first + left)..]];
            if (Length(some) <= maxLength)
            {
                return (Joined(some), marks + left);
            }
        }

        return (null, messages.Length);
    }

    private static string LeftOut(int messages, int length) => Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("role"u8, MarkRole);
        json.WriteStartArray("parts"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, Mark);
        json.WriteString("of"u8, "messages"u8);
        json.WriteNumber("count"u8, messages);
        json.WriteNumber("length"u8, length);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("finish_reason"u8, "error"u8);
        json.WriteEndObject();
    });

    private static int Length(string[] messages) => messages.Sum(message => message.Length + 1) + 1;

    private static string Joined(string[] messages) => $"[{string.Join(',', messages)}]";

    private int WriteMessage(Utf8JsonWriter json, ChatTurn turn, int longest)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, turn.Role);
        json.WriteStartArray("parts"u8);
        int marks = MessageParts.Write(json, turn, longest);
        json.WriteEndArray();
        if (turn.Name is { } name)
        {
            json.WriteString("name"u8, name);
        }

        if (finishReason is not null)
        {
            json.WriteString("finish_reason"u8, finishReason);
        }

        json.WriteEndObject();
        return marks;
    }
}
