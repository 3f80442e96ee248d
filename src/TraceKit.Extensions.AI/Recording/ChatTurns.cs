using System.Globalization;
using Microsoft.Extensions.AI;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Messages and options as the trace keeps them.</summary>
internal static class ChatTurns
{
    public static LlmRequest Request(IEnumerable<ChatMessage> messages, ChatOptions? options) => new()
    {
        Messages = [.. Instructions(options), .. messages.SelectMany(Of)],
        Temperature = Exact(options?.Temperature),
        TopP = Exact(options?.TopP),
        MaxTokens = options?.MaxOutputTokens,
        Seed = options?.Seed,
        ResponseFormat = options?.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: not null } => "json_schema",
            ChatResponseFormatJson => "json_object",
            _ => null,
        },
        ResponseSchema = (options?.ResponseFormat as ChatResponseFormatJson)?.Schema,
        Stop = options?.StopSequences is { Count: > 0 } stop ? [.. stop] : null,
        Tools = options?.Tools is { Count: > 0 } tools ? [.. tools.Select(Define)] : null,
        ToolChoice = options?.ToolMode switch
        {
            RequiredChatToolMode { RequiredFunctionName: { } name } => name,
            RequiredChatToolMode => "required",
            AutoChatToolMode => "auto",
            NoneChatToolMode => "none",
            _ => null,
        },
    };

    /// <summary>The turns of a message: one, or one for each result of a message that holds several.</summary>
    public static IEnumerable<ChatTurn> Of(ChatMessage message)
    {
        if (message.Contents.Count(content => content is FunctionResultContent) < 2)
        {
            return [Build(message, message.Contents)];
        }

        IEnumerable<AIContent> rest = message.Contents.Where(content => content is not FunctionResultContent);
        IEnumerable<ChatTurn> results = message.Contents.OfType<FunctionResultContent>().Select(result => Build(message, [result]));
        return rest.Any() ? results.Append(Build(message, rest)) : results;
    }

    public static ToolDefinition Define(AITool tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description is { Length: > 0 } description ? description : null,
        Parameters = (tool as AIFunctionDeclaration)?.JsonSchema,
    };

    private static ChatTurn Build(ChatMessage message, IEnumerable<AIContent> contents)
    {
        var turn = new TurnBuilder(message.Role.Value) { Name = message.AuthorName };
        foreach (AIContent content in contents)
        {
            turn.Add(content);
        }

        return turn.ToTurn();
    }

    private static IEnumerable<ChatTurn> Instructions(ChatOptions? options) =>
        string.IsNullOrEmpty(options?.Instructions) ? [] : [new ChatTurn { Role = "system", Content = options.Instructions }];

    /// <summary>0.7f as 0.7, the number that was meant and sent, not as 0.699999988079071.</summary>
    private static double? Exact(float? value) =>
        value is { } number && float.IsFinite(number) ? double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
