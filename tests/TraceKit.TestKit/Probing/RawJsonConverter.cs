using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceKit.TestKit.Probing;

/// <summary>Writes text into the JSON as it is, as a user's converter may do.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader).GetRawText();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
