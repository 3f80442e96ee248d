using System.Text;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.Faults.Fuzzing;

/// <summary>What reads OTLP/JSON.</summary>
internal static class OtlpTarget
{
    private const string Ids = "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"00f067aa0ba902b7\"";

    public static FuzzTarget Target { get; } = new("otlp", 100_000, Seeds(), () => new Fuzzed(Read));

    /// <summary>What is taken of a file reads the same when it is written, and no span is counted twice or not at all.</summary>
    private static string? Read(byte[] input)
    {
        OtlpReader reader = OtlpReader.Of(input, "fuzzed", _ => { });
        OtlpItem[] items = [.. reader.Read()];
        OtlpItem? elsewhere = items.FirstOrDefault(item => !input.AsSpan((int)item.Offset, item.Length).SequenceEqual(item.Json.Span));
        byte[] written = Write(items);
        byte[] again = Write([.. OtlpReader.Of(written, "written", _ => { }).Read()]);
        return reader.Counts.Spans + reader.Counts.Logs != items.Length ? "the counts are not those of the items"
            : elsewhere is not null ? "a span is not where it says"
            : !written.AsSpan().SequenceEqual(again) ? "what was taken does not read the same when it is written" : null;
    }

    private static byte[] Write(OtlpItem[] items)
    {
        using var stream = new MemoryStream();
        using (var writer = new OtlpFileWriter(stream))
        {
            writer.Write([.. items.Select(item => item.Span).OfType<SpanRecord>()]);
            writer.Write([.. items.Select(item => item.Log).OfType<SpanLog>()]);
        }

        return stream.ToArray();
    }

    private static IReadOnlyList<byte[]> Seeds() =>
    [
        .. new[]
        {
            """{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]},"scopeSpans":[{"scope":{"name":"s","version":"1"},"spans":[{IDS,"name":"chat","kind":3,"startTimeUnixNano":"17","endTimeUnixNano":"18","attributes":[{"key":"i","value":{"intValue":"5"}},{"key":"d","value":{"doubleValue":"NaN"}},{"key":"a","value":{"arrayValue":{"values":[{"boolValue":true},{"bytesValue":"AQI="}]}}},{"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{}}]}}}],"events":[{"timeUnixNano":"17","name":"e"}],"links":[{IDS}],"status":{"code":2,"message":"m"}}]}]}]}""",
            """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"17","severityNumber":9,"body":{"stringValue":"b"},"eventName":"n",IDS}]}]}]}""",
            """{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"SPAN_KIND_CLIENT",IDS,"name":"\ud83d\ude00\ud800"}]}]}]}""" + "\n" + """{"resourceMetrics":[]}""",
            "[\n{\n\"resourceSpans\":\n[]\n}\n]",
        }.Select(text => Encoding.UTF8.GetBytes(text.Replace("IDS", Ids, StringComparison.Ordinal))),
        .. FuzzSeeds.Shared("otel_spans", "*.json", 4),
    ];
}
