using System.Text.Json;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Faults.Plugins;

/// <summary>An event whose getter runs code of its own.</summary>
public sealed record EvilGetter : ITraceEvent<EvilGetter>
{
    public static TraceEventType<EvilGetter> EventType { get; } = new("faults.getter", 1, EvilJson.Default.EvilGetter);

    [JsonIgnore]
    public Func<string> OnRead { get; init; } = () => "calm";

    public string Text => OnRead();
}

/// <summary>An event whose converter runs code of its own.</summary>
public sealed record EvilConverter : ITraceEvent<EvilConverter>
{
    public static TraceEventType<EvilConverter> EventType { get; } = new("faults.converter", 1, EvilJson.Default.EvilConverter);

    public required WrittenByHand Payload { get; init; }
}

/// <summary>A value that is written by a delegate.</summary>
[JsonConverter(typeof(ByHandConverter))]
public sealed record WrittenByHand(Action<Utf8JsonWriter> OnWrite);

internal sealed class ByHandConverter : JsonConverter<WrittenByHand>
{
    public override WrittenByHand Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return new WrittenByHand(writer => writer.WriteNullValue());
    }

    public override void Write(Utf8JsonWriter writer, WrittenByHand value, JsonSerializerOptions options) => value.OnWrite(writer);
}

/// <summary>An event that is what it seems.</summary>
public sealed record Plain : ITraceEvent<Plain>
{
    public static TraceEventType<Plain> EventType { get; } = new("faults.plain", 1, EvilJson.Default.Plain);

    public required string Text { get; init; }
}

[JsonSerializable(typeof(EvilGetter))]
[JsonSerializable(typeof(EvilConverter))]
[JsonSerializable(typeof(Plain))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class EvilJson : JsonSerializerContext;
