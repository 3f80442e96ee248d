using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Interop.Tests.Support;

/// <summary>JSON put together and compared by meaning.</summary>
internal static class Json
{
    public static JsonNode? Node(JsonElement? element) => element is { } value ? JsonNode.Parse(value.GetRawText()) : null;

    /// <summary>Lays what an origin kept over what was mapped, the way the importer took them apart. What was kept wins.</summary>
    public static JsonNode? Merge(JsonNode? mapped, JsonNode? extra) => extra is null ? mapped : Overlay(mapped, extra);

    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    private static JsonNode? Overlay(JsonNode? mapped, JsonNode? extra)
    {
        switch (mapped, extra)
        {
            case (JsonObject, JsonObject over):
                var whole = (JsonObject)mapped.DeepClone();
                foreach ((string name, JsonNode? value) in over)
                {
                    whole[name] = Overlay(whole[name], value);
                }

                return whole;
            case (JsonArray list, JsonArray over) when list.Count == over.Count:
                return new JsonArray([.. list.Select((item, index) => Overlay(item, over[index]))]);
            default:
                return extra?.DeepClone();
        }
    }
}
