using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TraceKit.Testing.Replay;

/// <summary>A stream of server-sent events of the chat completions format, in its recorded pieces. Calls come whole, at the end, as clients give them.</summary>
internal static class CompletionStream
{
    private const string Data = "data:";

    /// <exception cref="JsonException">An event holds no JSON; what came before it was given.</exception>
    public static IEnumerable<ChatResponseUpdate> Read(string body)
    {
        var calls = new SortedDictionary<long, (string Id, string Name, string Arguments)>();
        string? responseId = null;
        string? model = null;
        foreach (string data in body.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith(Data, StringComparison.Ordinal)).Select(line => line[Data.Length..].Trim()))
        {
            if (data == "[DONE]")
            {
                break;
            }

            JsonElement chunk = JsonElement.Parse(data);
            responseId = Json.Text(chunk, "id") ?? responseId;
            model = Json.Text(chunk, "model") ?? model;
            yield return Update(chunk, calls, responseId, model);
        }

        if (calls.Count > 0)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [.. calls.Values.Select(call => ReplayedCall.Of(call.Id, call.Name, call.Arguments))])
            {
                ResponseId = responseId,
                ModelId = model,
            };
        }
    }

    private static ChatResponseUpdate Update(JsonElement chunk, SortedDictionary<long, (string Id, string Name, string Arguments)> calls, string? responseId, string? model)
    {
        List<AIContent> contents = [];
        JsonElement choice = Json.Items(chunk, "choices").FirstOrDefault();
        if (Json.Member(choice, "delta") is { } delta)
        {
            if (Json.Text(delta, "reasoning_content") is { Length: > 0 } reasoning)
            {
                contents.Add(new TextReasoningContent(reasoning));
            }

            if (Json.Text(delta, "content") is { Length: > 0 } text)
            {
                contents.Add(new TextContent(text));
            }

            foreach (JsonElement part in Json.Items(delta, "tool_calls"))
            {
                Add(calls, part);
            }
        }

        contents.AddRange(CompletionReply.Usage(chunk));
        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ResponseId = responseId,
            ModelId = model,
            FinishReason = Json.Text(choice, "finish_reason") is { } reason ? new ChatFinishReason(reason) : null,
        };
    }

    private static void Add(SortedDictionary<long, (string Id, string Name, string Arguments)> calls, JsonElement part)
    {
        long index = Json.Count(part, "index") ?? 0;
        (string id, string name, string arguments) = calls.GetValueOrDefault(index, (string.Empty, string.Empty, string.Empty));
        JsonElement function = Json.Member(part, "function") ?? part;
        calls[index] = (Json.Text(part, "id") ?? id, Json.Text(function, "name") ?? name, arguments + Json.Text(function, "arguments"));
    }
}
