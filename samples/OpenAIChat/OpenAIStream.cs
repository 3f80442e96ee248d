using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace OpenAIChat;

/// <summary>A streamed reply: text passes at once, the fragments of tool calls are put together and come last.</summary>
internal sealed class OpenAIStream
{
    private readonly SortedDictionary<int, (string? Id, string? Name, StringBuilder Arguments)> _calls = [];
    private ChatResponseUpdate? _last;

    public ChatResponseUpdate Read(StreamingChatCompletionUpdate update)
    {
        var read = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ResponseId = update.CompletionId,
            MessageId = update.CompletionId,
            ModelId = update.Model,
            FinishReason = update.FinishReason is { } reason ? OpenAIReplies.Read(reason) : null,
            RawRepresentation = update,
        };
        foreach (ChatMessageContentPart part in update.ContentUpdate)
        {
            read.Contents.Add(new TextContent(part.Text));
        }

        if (update.RefusalUpdate is { Length: > 0 } refusal)
        {
            read.Contents.Add(OpenAIReplies.Refused(refusal));
        }

        foreach (StreamingChatToolCallUpdate part in update.ToolCallUpdates)
        {
            Gather(part);
        }

        if (update.Usage is { } usage)
        {
            read.Contents.Add(new UsageContent(OpenAIReplies.Read(usage)));
        }

        return _last = read;
    }

    /// <summary>The calls as one update, or null when there are none.</summary>
    public ChatResponseUpdate? Calls() => _calls.Count == 0 ? null : new ChatResponseUpdate
    {
        Role = ChatRole.Assistant,
        ResponseId = _last!.ResponseId,
        MessageId = _last.MessageId,
        ModelId = _last.ModelId,
        Contents = [.. _calls.Values.Select(call => ToolCallText.Call(call.Id ?? string.Empty, call.Name ?? string.Empty, call.Arguments.ToString()))],
    };

    private void Gather(StreamingChatToolCallUpdate part)
    {
        (string? id, string? name, StringBuilder arguments) = _calls.TryGetValue(part.Index, out var known) ? known : (null, null, new StringBuilder());
        if (part.FunctionArgumentsUpdate is { } text && !text.ToMemory().IsEmpty)
        {
            arguments.Append(text.ToString());
        }

        _calls[part.Index] = (part.ToolCallId ?? id, part.FunctionName ?? name, arguments);
    }
}
