using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace PlanAndAct.Models;

/// <summary>Messages and options in the words of the OpenAI package, there and back.</summary>
internal static class OpenAIMessages
{
    public static OpenAI.Chat.ChatMessage ToOpenAI(ChatMessage message)
    {
        if (message.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
        {
            return new ToolChatMessage(result.CallId, result.Result as string ?? string.Empty);
        }

        if (message.Role == ChatRole.System)
        {
            return new SystemChatMessage(message.Text);
        }

        return message.Role == ChatRole.Assistant ? ToAssistant(message) : new UserChatMessage(message.Text);
    }

    public static ChatCompletionOptions ToOpenAI(ChatOptions? options)
    {
        var converted = new ChatCompletionOptions { Temperature = options?.Temperature, Seed = options?.Seed };
        if (options?.ResponseFormat is ChatResponseFormatJson)
        {
            converted.ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat();
        }

        foreach (AIFunctionDeclaration tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            converted.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        return converted;
    }

    public static ChatResponse FromOpenAI(ChatCompletion completion)
    {
        var reply = new ChatMessage(ChatRole.Assistant, [.. completion.Content.Select(part => new TextContent(part.Text))]);
        foreach (ChatToolCall call in completion.ToolCalls)
        {
            reply.Contents.Add(ToolCallText.Call(call.Id, call.FunctionName, call.FunctionArguments.ToString()));
        }

        return new ChatResponse(reply)
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = ToFinishReason(completion.FinishReason),
            Usage = ToUsage(completion.Usage),
        };
    }

    private static AssistantChatMessage ToAssistant(ChatMessage message)
    {
        ChatToolCall[] calls = [.. message.Contents.OfType<FunctionCallContent>().Select(call =>
            ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(ToolCallText.ArgumentsOf(call))))];
        if (calls.Length == 0)
        {
            return new AssistantChatMessage(message.Text);
        }

        var assistant = new AssistantChatMessage(calls);
        if (message.Text.Length > 0)
        {
            assistant.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return assistant;
    }

    private static ChatFinishReason ToFinishReason(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.ToolCalls => ChatFinishReason.ToolCalls,
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails? ToUsage(ChatTokenUsage? usage) => usage is null ? null : new UsageDetails
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
    };
}
