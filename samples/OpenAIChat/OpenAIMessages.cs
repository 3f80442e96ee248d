using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace OpenAIChat;

/// <summary>Messages and options in the words of the OpenAI package.</summary>
internal static class OpenAIMessages
{
    /// <summary>The message, or one for each tool result that it holds.</summary>
    public static IEnumerable<OpenAI.Chat.ChatMessage> ToOpenAI(ChatMessage message)
    {
        FunctionResultContent[] results = [.. message.Contents.OfType<FunctionResultContent>()];
        if (results.Length > 0)
        {
            return results.Select(result => new ToolChatMessage(result.CallId, result.Result as string ?? string.Empty));
        }

        if (message.Role == ChatRole.System)
        {
            return [new SystemChatMessage(message.Text)];
        }

        return [message.Role == ChatRole.Assistant ? ToAssistant(message) : new UserChatMessage(message.Contents.Select(ToPart))];
    }

    public static ChatCompletionOptions ToOpenAI(ChatOptions? options)
    {
        var converted = new ChatCompletionOptions
        {
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            MaxOutputTokenCount = options?.MaxOutputTokens,
            Seed = options?.Seed,
        };
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

    private static ChatMessageContentPart ToPart(AIContent content) => content is DataContent image
        ? ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(image.Data), image.MediaType)
        : ChatMessageContentPart.CreateTextPart(content.ToString());

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
}
