using System.Text.Json;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Core.Tests.Probing;

/// <summary>An event whose converter breaks what it writes with.</summary>
public sealed record Vandal : ITraceEvent<Vandal>
{
    public static TraceEventType<Vandal> EventType { get; } = new("test.vandal", 1, VandalJson.Default.Vandal);

    [JsonConverter(typeof(DisposingConverter))]
    public string Text { get; init; } = "x";

    internal sealed class DisposingConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.Dispose();
    }
}

[JsonSerializable(typeof(Vandal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class VandalJson : JsonSerializerContext;
