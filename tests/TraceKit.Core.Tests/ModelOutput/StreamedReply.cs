using System.Text;
using System.Text.Json.Nodes;

namespace TraceKit.Core.Tests.ModelOutput;

/// <summary>Puts the pieces of a streamed reply together.</summary>
internal sealed class StreamedReply
{
    private readonly SortedDictionary<(bool IsArguments, int Block, int Call), StringBuilder> _texts = [];

    /// <summary>What the pieces came to: texts first, then arguments of calls.</summary>
    public IReadOnlyList<CassetteReply> Replies =>
        [.. _texts.Where(text => text.Value.Length > 0).Select(text => new CassetteReply(text.Value.ToString(), text.Key.IsArguments))];

    /// <summary>Adds one piece, of any of the providers.</summary>
    public void Add(JsonObject piece)
    {
        foreach (JsonNode choice in (piece["choices"] as JsonArray)?.OfType<JsonNode>() ?? [])
        {
            Append(isArguments: false, Index(choice), 0, choice["delta"]?["content"]);
            foreach (JsonNode call in (choice["delta"]?["tool_calls"] as JsonArray)?.OfType<JsonNode>() ?? [])
            {
                Append(isArguments: true, Index(choice), Index(call), call["function"]?["arguments"]);
            }
        }

        Append(isArguments: false, Index(piece), 0, piece["delta"] is JsonObject delta ? delta["text"] : null);
        Append(isArguments: true, Index(piece), 0, piece["delta"] is JsonObject partial ? partial["partial_json"] : null);
        Append(isArguments: false, 0, 0, piece["message"] is JsonObject message ? message["content"] : null);
        Append(isArguments: false, 0, 0, piece["completion"]);
    }

    private static int Index(JsonNode node) => (int?)node["index"] ?? 0;

    private void Append(bool isArguments, int block, int call, JsonNode? text)
    {
        if (text is not JsonValue value || !value.TryGetValue(out string? said))
        {
            return;
        }

        if (!_texts.TryGetValue((isArguments, block, call), out StringBuilder? so))
        {
            _texts[(isArguments, block, call)] = so = new StringBuilder();
        }

        so.Append(said);
    }
}
