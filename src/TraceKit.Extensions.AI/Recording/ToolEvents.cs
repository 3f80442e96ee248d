using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>The events of a tool call.</summary>
internal static class ToolEvents
{
    public const string UnknownTool = "tool_not_found";

    public static ToolCall Call(RequestedToolCall call, TracedConversation? conversation) => new()
    {
        CallId = call.Id,
        Name = call.Name,
        Arguments = call.Arguments,
        ArgumentsForm = call.ArgumentsForm,
        Conversation = conversation?.Name,
    };

    public static ToolNotFound NotFound(RequestedToolCall call, TracedConversation? conversation, IEnumerable<string> available) => new()
    {
        CallId = call.Id,
        Name = call.Name,
        Arguments = call.Arguments,
        Conversation = conversation?.Name,
        Available = [.. available],
    };
}
