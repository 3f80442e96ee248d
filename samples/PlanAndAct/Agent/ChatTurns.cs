using Microsoft.Extensions.AI;
using PlanAndAct.Models;
using TraceKit.Models;

namespace PlanAndAct.Agent;

/// <summary>Turns of the chat library as turns of the trace, letter for letter.</summary>
internal static class ChatTurns
{
    public static IReadOnlyList<ChatTurn> Of(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    public static ChatTurn Of(ChatMessage message)
    {
        RequestedToolCall[] calls = [.. message.Contents.OfType<FunctionCallContent>().Select(ToCall)];
        FunctionResultContent? result = message.Contents.OfType<FunctionResultContent>().FirstOrDefault();
        return new ChatTurn
        {
            Role = message.Role.Value,
            Content = result?.Result as string ?? (message.Text.Length > 0 ? message.Text : null),
            ToolCalls = calls.Length > 0 ? calls : null,
            ToolCallId = result?.CallId,
        };
    }

    private static RequestedToolCall ToCall(FunctionCallContent call) =>
        new() { Id = call.CallId, Name = call.Name, Arguments = ToolCallText.ArgumentsOf(call) };
}
