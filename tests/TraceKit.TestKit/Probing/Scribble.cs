using System.Text.Json;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.TestKit.Probing;

/// <summary>An event whose converter writes what it is told.</summary>
[JsonConverter(typeof(ScribbleConverter))]
public sealed record Scribble : ITraceEvent<Scribble>
{
    public static TraceEventType<Scribble> EventType { get; } = new("test.scribble", 1, ScribbleJson.Default.Scribble);

    public required Action<Utf8JsonWriter> Write { get; init; }
}

internal sealed class ScribbleConverter : JsonConverter<Scribble>
{
    public override Scribble Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return new Scribble { Write = _ => { } };
    }

    public override void Write(Utf8JsonWriter writer, Scribble value, JsonSerializerOptions options) => value.Write(writer);
}

[JsonSerializable(typeof(Scribble))]
internal sealed partial class ScribbleJson : JsonSerializerContext;
