using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceKit.Contract;

/// <summary>JSON values in which no object names a member twice: a line that does is refused by readers, so it must not be written.</summary>
internal sealed class UniqueMembersConverter : JsonConverter<JsonElement>
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        ThrowIfTwice(value);
        return value;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        ThrowIfTwice(value);
        value.WriteTo(writer);
    }

    private static void ThrowIfTwice(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            _ = JsonElement.Parse(JsonMarshal.GetRawUtf8Value(value), Strict);
        }
    }
}
