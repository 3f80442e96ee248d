using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TraceKit.Testing.Replay;

/// <summary>A whole reply of the chat completions format.</summary>
internal static class CompletionReply
{
    /// <exception cref="JsonException">The body is no reply.</exception>
    public static IEnumerable<ChatResponseUpdate> Read(string body)
    {
        JsonElement reply = JsonElement.Parse(body);
        if (Json.Items(reply, "choices").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } choice || Json.Member(choice, "message") is not { } message)
        {
            throw new JsonException("The body has no choice with a message.");
        }

        return [new ChatResponseUpdate(ChatRole.Assistant, [.. Contents(message), .. Usage(reply)])
        {
            ResponseId = Json.Text(reply, "id"),
            ModelId = Json.Text(reply, "model"),
            FinishReason = Json.Text(choice, "finish_reason") is { } reason ? new ChatFinishReason(reason) : null,
        }];
    }

    /// <summary>The provider's message, else the body.</summary>
    public static string ErrorIn(string body)
    {
        try
        {
            return Json.Member(JsonElement.Parse(body), "error") is { } error ? Json.Text(error, "message") ?? error.ToString() : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    public static IEnumerable<AIContent> Usage(JsonElement reply) => Json.Member(reply, "usage") is { } usage
        ?
        [
            new UsageContent(new UsageDetails
            {
                InputTokenCount = Json.Count(usage, "prompt_tokens"),
                OutputTokenCount = Json.Count(usage, "completion_tokens"),
                TotalTokenCount = Json.Count(usage, "total_tokens"),
            }),
        ]
        : [];

    private static IEnumerable<AIContent> Contents(JsonElement message)
    {
        if (Json.Text(message, "reasoning_content") is { } reasoning)
        {
            yield return new TextReasoningContent(reasoning);
        }

        if (Json.Text(message, "content") is { } text)
        {
            yield return new TextContent(text);
        }

        foreach (JsonElement call in Json.Items(message, "tool_calls"))
        {
            JsonElement function = Json.Member(call, "function") ?? call;
            yield return ReplayedCall.Of(Json.Text(call, "id") ?? string.Empty, Json.Text(function, "name") ?? string.Empty, Json.Text(function, "arguments") ?? string.Empty);
        }
    }
}
