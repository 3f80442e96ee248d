using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Testing.Replay;

/// <summary>The text of a request, the same for one that is sent, one in a run and one in a cassette.</summary>
internal static class RequestText
{
    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var lines = new RequestLines();
        foreach (AITool tool in options?.Tools ?? [])
        {
            lines.Tool(tool.Name, tool.Description, (tool as AIFunctionDeclaration)?.JsonSchema);
        }

        if (options?.Instructions is { Length: > 0 } instructions)
        {
            lines.Turn("system");
            lines.Words(instructions);
        }

        foreach (ChatMessage message in messages)
        {
            Write(lines, message);
        }

        return lines.ToString();
    }

    public static string Of(LlmRequest request)
    {
        var lines = new RequestLines();
        foreach (ToolDefinition tool in request.Tools ?? [])
        {
            lines.Tool(tool.Name, tool.Description, tool.Parameters);
        }

        foreach (ChatTurn turn in request.Messages ?? [])
        {
            lines.Turn(turn.Role, turn.ToolCallId);
            lines.Words(turn.Reasoning);
            lines.Words(turn.Content);
            foreach (RequestedToolCall call in turn.ToolCalls ?? [])
            {
                lines.Call(call.Id, call.Name, call.Arguments);
            }

            foreach (ContentPart part in turn.Parts ?? [])
            {
                lines.Part(part.Type, part.MediaType ?? part.Uri);
            }
        }

        return lines.ToString();
    }

    private static void Write(RequestLines lines, ChatMessage message)
    {
        FunctionResultContent[] results = [.. message.Contents.OfType<FunctionResultContent>()];
        AIContent[] others = [.. message.Contents.Where(content => content is not FunctionResultContent)];
        foreach (FunctionResultContent result in results)
        {
            lines.Turn(message.Role.Value, result.CallId);
            lines.Words(Text(result.Result));
        }

        if (others.Length == 0 && results.Length > 0)
        {
            return;
        }

        lines.Turn(message.Role.Value);
        lines.Words(string.Concat(others.OfType<TextReasoningContent>().Select(reasoning => reasoning.Text)));
        lines.Words(string.Concat(others.OfType<TextContent>().Select(text => text.Text)));
        foreach (FunctionCallContent call in others.OfType<FunctionCallContent>())
        {
            lines.Call(call.CallId, call.Name, call.RawRepresentation as string ?? Arguments(call));
        }

        foreach (AIContent part in others.Where(content => content is DataContent or UriContent or HostedFileContent))
        {
            lines.Part(
                part switch { DataContent => "data", UriContent => "uri", _ => "file" },
                part switch { DataContent data => data.MediaType, UriContent uri => uri.MediaType, _ => (part as HostedFileContent)?.MediaType });
        }
    }

    private static string Arguments(FunctionCallContent call) => call.Arguments is null
        ? "{}"
        : JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>)));

    private static string Text(object? result) => result switch
    {
        null => string.Empty,
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
        JsonElement element => element.GetRawText(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => result.ToString() ?? string.Empty,
    };
}
