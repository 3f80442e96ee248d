using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace OpenAIChat;

/// <summary>Whole replies of the OpenAI package in the words of the chat library. Each part keeps what it was made of.</summary>
internal static class OpenAIReplies
{
    public static ChatResponse Read(ChatCompletion completion)
    {
        var reply = new ChatMessage(ChatRole.Assistant, [.. completion.Content.Select(part => new TextContent(part.Text))]) { RawRepresentation = completion };
        foreach (ChatToolCall call in completion.ToolCalls)
        {
            reply.Contents.Add(ToolCallText.Call(call.Id, call.FunctionName, call.FunctionArguments.ToString(), call));
        }

        if (completion.Refusal is { Length: > 0 } refusal)
        {
            reply.Contents.Add(Refused(refusal));
        }

        return new ChatResponse(reply)
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = Read(completion.FinishReason),
            Usage = completion.Usage is { } usage ? Read(usage) : null,
            RawRepresentation = completion,
        };
    }

    public static ErrorContent Refused(string text) => new(text) { ErrorCode = "refusal" };

    public static ChatFinishReason Read(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.ToolCalls => ChatFinishReason.ToolCalls,
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.Stop,
    };

    public static UsageDetails Read(ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
    };
}
