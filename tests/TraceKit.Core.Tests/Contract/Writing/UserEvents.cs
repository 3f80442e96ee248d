using System.Text.Json;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Core.Tests.Contract.Writing;

/// <summary>A value of every kind that a user may put into an event.</summary>
internal sealed record Everything : ITraceEvent<Everything>
{
    public static TraceEventType<Everything> EventType { get; } = new("test.everything", 1, UserEventsJson.Default.Everything);

    public required string Text { get; init; }

    public string? Missing { get; init; }

    public bool Flag { get; init; }

    public byte Byte { get; init; }

    public long Long { get; init; }

    public ulong Unsigned { get; init; }

    public double Double { get; init; }

    public float Single { get; init; }

    public decimal Decimal { get; init; }

    public int? Perhaps { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid Id { get; init; }

    public Mood Mood { get; init; }

    public Weather? Weather { get; init; }

    public JsonElement? Raw { get; init; }

    public IReadOnlyList<string?> Words { get; init; } = [];

    public int[] Numbers { get; init; } = [];

    public List<Part> Parts { get; init; } = [];

    public IReadOnlyDictionary<string, int>? Counts { get; init; }

    [JsonPropertyName("other.name")]
    public string? Renamed { get; init; }

    [JsonIgnore]
    public string? Hidden { get; init; }

    public Part? Tree { get; init; }

    public Point Point { get; init; }

    public string? URLValue2Text { get; init; }
}

/// <summary>A part that may hold parts.</summary>
internal sealed record Part
{
    public required string Name { get; init; }

    public IReadOnlyList<Part>? Parts { get; init; }
}

public readonly record struct Point(double X, double Y);

internal enum Mood
{
    Calm,
    Cross,
}

[JsonConverter(typeof(JsonStringEnumConverter<Weather>))]
internal enum Weather
{
    Sunny,
    [JsonStringEnumMemberName("heavy rain")]
    Rain,
}

/// <summary>An event whose nulls are written, with names as they are in C#.</summary>
public sealed record Plain(string? Text, IReadOnlyList<int>? Numbers) : ITraceEvent<Plain>
{
    public static TraceEventType<Plain> EventType { get; } = new("test.plain", 1, PlainEventsJson.Default.Plain);
}

/// <summary>An event with a getter of its own: no generated code may call it.</summary>
public sealed record Computed(string Text) : ITraceEvent<Computed>
{
    public static TraceEventType<Computed> EventType { get; } = new("test.computed", 1, PlainEventsJson.Default.Computed);

    public string Shouted
    {
        get
        {
            string loud = Text.ToUpperInvariant();
            return loud;
        }
    }
}

/// <summary>An event with a condition of a member's own.</summary>
public sealed record Conditional([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] string? Text) : ITraceEvent<Conditional>
{
    public static TraceEventType<Conditional> EventType { get; } = new("test.conditional", 1, PlainEventsJson.Default.Conditional);
}

/// <summary>An event that has more than its own members.</summary>
public sealed record Derived(string Text) : WithBase("b"), ITraceEvent<Derived>
{
    public static TraceEventType<Derived> EventType { get; } = new("test.derived", 1, PlainEventsJson.Default.Derived);
}

public abstract record WithBase(string Base);

[JsonSerializable(typeof(Everything))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
internal sealed partial class UserEventsJson : JsonSerializerContext;

[JsonSerializable(typeof(Plain))]
[JsonSerializable(typeof(Computed))]
[JsonSerializable(typeof(Derived))]
[JsonSerializable(typeof(Conditional))]
internal sealed partial class PlainEventsJson : JsonSerializerContext;
