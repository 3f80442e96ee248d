using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.TestKit.Probing;

/// <summary>The smallest event of a user's own.</summary>
public sealed record Note : ITraceEvent<Note>
{
    public static TraceEventType<Note> EventType { get; } = new("test.note", 1, ProbesJson.Default.Note);

    public required string Text { get; init; }
}

/// <summary>An event whose getter runs code.</summary>
public sealed record Trap : ITraceEvent<Trap>
{
    public static TraceEventType<Trap> EventType { get; } = new("test.trap", 1, ProbesJson.Default.Trap);

    [JsonIgnore]
    public Func<string> OnRead { get; init; } = () => "calm";

    public string Text => OnRead();
}

/// <summary>An event that can hold itself, or itself many levels deep.</summary>
public sealed record Knot : ITraceEvent<Knot>
{
    public static TraceEventType<Knot> EventType { get; } = new("test.knot", 1, ProbesJson.Default.Knot);

    public Knot? Inner { get; set; }
}

/// <summary>An event that refuses some of its values.</summary>
public sealed record Picky : ITraceEvent<Picky>
{
    private readonly int _value;

    public static TraceEventType<Picky> EventType { get; } = new("test.picky", 1, ProbesJson.Default.Picky);

    public int Value
    {
        get => _value;
        init => _value = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }
}

/// <summary>An event that brings finished JSON along.</summary>
public sealed record Parcel : ITraceEvent<Parcel>
{
    public static TraceEventType<Parcel> EventType { get; } = new("test.parcel", 1, ProbesJson.Default.Parcel);

    [JsonConverter(typeof(RawJsonConverter))]
    public required string Json { get; init; }
}

[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Trap))]
[JsonSerializable(typeof(Knot))]
[JsonSerializable(typeof(Picky))]
[JsonSerializable(typeof(Parcel))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class ProbesJson : JsonSerializerContext;
