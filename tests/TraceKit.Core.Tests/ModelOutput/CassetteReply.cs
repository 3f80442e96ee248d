using System.Text.Json.Nodes;

namespace TraceKit.Core.Tests.ModelOutput;

/// <summary>What a model wrote in a recorded exchange: the text of its reply, or the arguments of a call that it asked for.</summary>
/// <param name="Text">What it wrote, put together where it was streamed.</param>
/// <param name="IsArguments">Whether it is the arguments of a call.</param>
internal sealed record CassetteReply(string Text, bool IsArguments)
{
    /// <summary>Takes the replies out of the body of a response, whole or streamed, of any of the providers.</summary>
    public static IReadOnlyList<CassetteReply> In(JsonNode? response)
    {
        var stream = new StreamedReply();
        if (response is JsonObject body)
        {
            return [.. Whole(body)];
        }

        foreach (string line in response?.GetValue<string>().Split('\n') ?? [])
        {
            string data = line.StartsWith("data:", StringComparison.Ordinal) ? line[5..].Trim() : line.Trim();
            if (data.StartsWith('{') && JsonNode.Parse(data) is JsonObject piece)
            {
                if (piece["response"] is JsonObject finished && (string?)piece["type"] is "response.completed" or "response.incomplete")
                {
                    return [.. Whole(finished)];
                }

                stream.Add(piece);
            }
        }

        return stream.Replies;
    }

    private static IEnumerable<CassetteReply> Whole(JsonObject body) =>
    [
        .. Each(body, "choices").SelectMany(choice => Said(choice["message"]?["content"] ?? choice["text"]).Concat(Calls(choice["message"]))),
        .. Each(body, "content").Concat(Each(body, "output")).SelectMany(Part),
        .. Each((body["output"] as JsonObject)?["message"], "content").SelectMany(Part),
        .. Each(body, "candidates").SelectMany(candidate => Each(candidate["content"], "parts")).SelectMany(Part),
        .. Each(body, "results").SelectMany(result => Said(result["outputText"])),
        .. Each(body, "generations").Concat(Each(body, "outputs")).SelectMany(Part),
        .. Said(body["message"] is JsonObject message ? message["content"] : null),
        .. Said(body["completion"]),
        .. Said(body["generation"]),
        .. Said(body["text"]),
    ];

    private static IEnumerable<CassetteReply> Part(JsonNode part) => (string?)part["type"] switch
    {
        "message" => Each(part, "content").SelectMany(Part),
        "function_call" => [new CassetteReply((string?)part["arguments"] ?? string.Empty, IsArguments: true)],
        "reasoning" or "thinking" => [],
        _ => Said(part["text"]),
    };

    private static IEnumerable<CassetteReply> Calls(JsonNode? message) =>
        Each(message, "tool_calls").Select(call => new CassetteReply((string?)call["function"]?["arguments"] ?? string.Empty, IsArguments: true));

    private static IEnumerable<CassetteReply> Said(JsonNode? text) =>
        text is JsonValue value && value.TryGetValue(out string? said) && said.Length > 0 ? [new CassetteReply(said, IsArguments: false)] : [];

    private static IEnumerable<JsonNode> Each(JsonNode? holder, string name) =>
        (holder as JsonObject)?[name] is JsonArray items ? items.OfType<JsonNode>() : [];
}
