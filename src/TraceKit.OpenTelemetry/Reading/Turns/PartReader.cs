using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Reading.Turns;

/// <summary>Reads the parts of a message: text and calls as they are, anything else described.</summary>
internal static class PartReader
{
    public static void Add(TurnParts turn, JsonElement parts, TurnLosses losses)
    {
        if (parts.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        int index = 0;
        foreach (JsonElement part in parts.EnumerateArray())
        {
            AddOne(turn, part, losses.At(index++));
        }
    }

    private static void AddOne(TurnParts turn, JsonElement part, TurnLosses losses)
    {
        if (part.ValueKind == JsonValueKind.String)
        {
            turn.Say(AttributeValue.Safe(part) ?? string.Empty);
            return;
        }

        switch (TurnReader.Text(part, "type"))
        {
            case "text" or "input_text" or "output_text":
                turn.Say(TurnReader.Text(part, "content") ?? TurnReader.Text(part, "text") ?? string.Empty);
                break;
            case "reasoning" or "thinking":
                turn.Reason(TurnReader.Text(part, "content") ?? TurnReader.Text(part, "text") ?? TurnReader.Text(part, "thinking"));
                break;
            case "tool_call" or "tool-call" or "tool_use":
                turn.Call(TurnReader.Call(part));
                break;
            case "tool_call_response" or "tool-result" or "tool_result":
                Answer(turn, part, losses);
                break;
            case null when TurnReader.Text(part, "text") is { } text:
                turn.Say(text);
                break;
            case var type:
                turn.Hold(Describe(turn, part, type ?? "unknown", losses));
                break;
        }
    }

    /// <summary>A tool that gave null is written without a response, which the conventions do not allow.</summary>
    private static void Answer(TurnParts turn, JsonElement part, TurnLosses losses)
    {
        string? text = null;
        foreach (string name in (string[])["response", "result", "output", "content"])
        {
            if (text is null && part.TryGetProperty(name, out JsonElement response))
            {
                text = response.ValueKind == JsonValueKind.String ? AttributeValue.Safe(response) : AttributeValue.Compact(response);
            }
        }

        if (text is null)
        {
            losses.Add("no_response");
        }

        string? id = TurnReader.Text(part, "id") ?? TurnReader.Text(part, "toolCallId") ?? TurnReader.Text(part, "tool_use_id") ?? TurnReader.Text(part, "call_id");
        turn.Answer(id ?? string.Empty, TurnReader.Text(part, "name") ?? TurnReader.Text(part, "toolName"), text ?? string.Empty);
    }

    private static ContentPart Describe(TurnParts turn, JsonElement part, string type, TurnLosses losses)
    {
        string? mediaType = TurnReader.Text(part, "mime_type") ?? TurnReader.Text(part, "mediaType") ?? TurnReader.Text(part, "modality");
        switch (type)
        {
            case "blob" when part.TryGetProperty("content", out JsonElement content) && AttributeValue.Safe(content) is { } base64:
                byte[]? data = Base64.IsValid(base64) ? Convert.FromBase64String(base64) : null;
                return new ContentPart
                {
                    Type = "data",
                    At = turn.Length,
                    MediaType = mediaType,
                    Length = data?.Length,
                    Sha256 = data is null ? null : Convert.ToHexStringLower(SHA256.HashData(data)),
                    Text = data is null ? base64 : null,
                };
            case "uri":
                return new ContentPart { Type = "uri", At = turn.Length, MediaType = mediaType, Uri = TurnReader.Text(part, "uri") };
            case "file":
                return new ContentPart { Type = "file", At = turn.Length, MediaType = mediaType, Uri = TurnReader.Text(part, "file_id") };
            default:
                if (type.Contains('.', StringComparison.Ordinal) && IsEmpty(part))
                {
                    losses.Add("content_not_serialized");
                }

                return new ContentPart { Type = type, At = turn.Length, Text = AttributeValue.Compact(part) };
        }
    }

    /// <summary>What a library writes for a content that it cannot serialize: the name of its type, and nothing.</summary>
    private static bool IsEmpty(JsonElement part) =>
        !part.TryGetProperty("content", out JsonElement content)
        || content.ValueKind == JsonValueKind.Null
        || (content.ValueKind == JsonValueKind.Object && !content.EnumerateObject().Any());
}
