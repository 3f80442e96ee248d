using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Interop.Importing;

/// <summary>What was not taken of a foreign object, in the object's own shape: the <c>extra</c> of an origin.</summary>
internal static class Leftover
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the members that were not taken, verbatim.</summary>
    /// <returns>
    /// An object, or null when everything was taken. A list that was looked into keeps its length:
    /// <c>{}</c> stands for an item of which nothing is left.
    /// </returns>
    public static JsonElement? Of(ForeignObject source)
    {
        if (!IsAny(source))
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            Write(json, source);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>An object with only those members of another that are named.</summary>
    public static JsonElement Only(JsonElement source, ReadOnlySpan<string> names)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            foreach (string name in names)
            {
                if (source.ValueKind == JsonValueKind.Object && source.TryGetProperty(name, out JsonElement value))
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static bool IsAny(ForeignObject source) =>
        source.Value.EnumerateObject().Any(member =>
            !source.Taken.TryGetValue(member.Name, out IReadOnlyList<ForeignObject>? parts) || parts?.Any(IsAny) == true);

    private static void Write(Utf8JsonWriter json, ForeignObject source)
    {
        json.WriteStartObject();
        foreach (JsonProperty member in source.Value.EnumerateObject())
        {
            if (!source.Taken.TryGetValue(member.Name, out IReadOnlyList<ForeignObject>? parts))
            {
                member.WriteTo(json);
            }
            else if (parts?.Any(IsAny) == true)
            {
                json.WritePropertyName(member.Name);
                WriteParts(json, member.Value.ValueKind, parts);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, JsonValueKind kind, IReadOnlyList<ForeignObject> parts)
    {
        if (kind == JsonValueKind.Object)
        {
            Write(json, parts[0]);
            return;
        }

        json.WriteStartArray();
        foreach (ForeignObject part in parts)
        {
            Write(json, part);
        }

        json.WriteEndArray();
    }
}
