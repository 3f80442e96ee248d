using System.Text.Json.Serialization;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>The event as a record of one's own, for peers that take an object: what a run file's line says, less its checksum.</summary>
internal sealed record PlainEvent(string RunId, long Seq, DateTimeOffset Time, int Step, string Role, string Type, int Version, PlainResult Data)
{
    public static PlainEvent Of(in Sample sample) =>
        new(Sample.RunId, sample.Seq, DateTimeOffset.UtcNow, sample.Step, Sample.Role, Sample.Type, Sample.Version, PlainResult.Of(sample));
}

/// <summary>The data of the event.</summary>
internal sealed record PlainResult(string CallId, string Name, bool Ok, string Content, double LatencyMs, string SchemaVerdict)
{
    public static PlainResult Of(in Sample sample) => new(sample.CallId, Sample.Name, Sample.Ok, sample.Content, sample.LatencyMs, Sample.Verdict);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainEvent))]
internal sealed partial class PlainJson : JsonSerializerContext;
