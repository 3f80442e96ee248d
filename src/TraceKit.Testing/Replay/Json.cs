using System.Text.Json;

namespace TraceKit.Testing.Replay;

/// <summary>Members of other people's JSON, which may be absent, null, or of another kind.</summary>
internal static class Json
{
    public static JsonElement? Member(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public static string? Text(JsonElement from, string name) => Member(from, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long? Count(JsonElement from, string name) => Member(from, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long count) ? count : null;

    public static IEnumerable<JsonElement> Items(JsonElement from, string name) => Member(from, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
