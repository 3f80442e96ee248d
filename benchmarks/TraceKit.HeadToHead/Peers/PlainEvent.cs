using System.Text.Json.Serialization;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>The event as a record of one's own, for peers that take an object.</summary>
internal sealed record PlainEvent(DateTimeOffset Time, int Step, string Type, string CallId, string Name, bool Ok, string Content, double LatencyMs, string SchemaVerdict)
{
    public static PlainEvent Of(in Sample sample) =>
        new(DateTimeOffset.UtcNow, sample.Step, "tool_result", sample.CallId, Sample.Name, Sample.Ok, sample.Content, sample.LatencyMs, Sample.Verdict);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainEvent))]
internal sealed partial class PlainJson : JsonSerializerContext;
