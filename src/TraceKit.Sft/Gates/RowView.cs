using System.Text.Json;
using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Gates;

/// <summary>A row as gates look at it, whoever wrote it.</summary>
internal sealed class RowView
{
    public RowView(string name, JsonElement root)
    {
        Name = name;
        Root = root;
        Messages = [.. Parts(root).SelectMany(part => Array(root, part).Select((message, index) => new MessageView(message, $"/{part}/{index}")))];
        HasTools = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("tools", out JsonElement tools) && tools.ValueKind != JsonValueKind.Null;
        Tools = HasTools ? ParseTools(root.GetProperty("tools")) : null;
    }

    /// <summary>How people find the row: <c>train:17</c>, or file and line.</summary>
    public string Name { get; }

    public JsonElement Root { get; }

    public IReadOnlyList<MessageView> Messages { get; }

    /// <summary>Whether the row declares tools at all.</summary>
    public bool HasTools { get; }

    /// <summary>The declared tools, or null when there are none or they cannot be read.</summary>
    public IReadOnlyList<JsonElement>? Tools { get; }

    /// <summary>Reads tools that are an array or the JSON text of one.</summary>
    public static IReadOnlyList<JsonElement>? ParseTools(JsonElement tools)
    {
        if (tools.ValueKind == JsonValueKind.String)
        {
            try
            {
                using var document = JsonDocument.Parse(SafeText.Of(tools));
                tools = document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return tools.ValueKind == JsonValueKind.Array ? [.. tools.EnumerateArray()] : null;
    }

    private static string[] Parts(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("messages", out _) ? ["messages"] : ["prompt", "completion"];

    private static JsonElement.ArrayEnumerator Array(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray()
            : default;
}
