using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Faults.Victims;

/// <summary>An event that can be told from all others.</summary>
public sealed record Numbered : ITraceEvent<Numbered>
{
    public static TraceEventType<Numbered> EventType { get; } = new("faults.numbered", 1, FaultsJson.Default.Numbered);

    public required int Thread { get; init; }

    public required long Number { get; init; }

    public required string Text { get; init; }
}

[JsonSerializable(typeof(Numbered))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class FaultsJson : JsonSerializerContext;
