using System.Text;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.Reading;

namespace TraceKit.Faults.Intrusions;

/// <summary>OTLP/JSON that costs its reader time or memory, or would be taken for what it is not.</summary>
internal static class OtlpIntrusions
{
    private const int Large = 9 * 1024 * 1024;
    private const long MostMemory = 512L * 1024 * 1024;
    private const string Ids = "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"00f067aa0ba902b7\"";

    private static readonly (string Name, Func<string> Make)[] Texts =
    [
        ("lists in lists", () => Value(Nested("{\"arrayValue\":{\"values\":[", "]}}", 100_000))),
        ("maps in maps", () => Value(Nested("{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":", "}]}}", 100_000))),
        ("lists in lists as deep as is read", () => Value(Nested("{\"arrayValue\":{\"values\":[", "]}}", 64))),
        ("a million empty spans", () => Spans(string.Join(',', Enumerable.Repeat("{}", 1_000_000)))),
        ("a million spans that are numbers", () => Spans(string.Join(',', Enumerable.Repeat("1", 1_000_000)))),
        ("an attribute 300,000 times", () => Span($"\"attributes\":[{string.Join(',', Enumerable.Repeat("{\"key\":\"k\"}", 300_000))}]")),
        ("an id 100,000 times", () => Spans($"{{{string.Join(',', Enumerable.Repeat(Ids, 100_000))}}}")),
        ("an id of 9 MiB", () => Spans($"{{\"traceId\":\"{new string('a', Large)}\"}}")),
        ("a value of a million types", () => Value($"{{{string.Join(',', Enumerable.Repeat("\"intValue\":1", 1_000_000))}}}")),
        ("a number of a million digits", () => Value($"{{\"intValue\":{new string('9', 1_000_000)}}}")),
        ("a number beyond all limits", () => Value("{\"doubleValue\":1e400}")),
        ("a time beyond all limits", () => Span("\"startTimeUnixNano\":\"99999999999999999999999\"")),
        ("counts beyond all limits", () => Span("\"droppedAttributesCount\":4294967296,\"droppedLinksCount\":-1")),
        ("100,000 unknown names", () => Span(string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"n{number}\":1")))),
        ("base64 of 9 MiB that ends wrongly", () => Value($"{{\"bytesValue\":\"{new string('A', Large)}*\"}}")),
        ("a million halves of surrogate pairs", () => Value($"{{\"stringValue\":\"{string.Concat(Enumerable.Repeat("\\ud800", 1_000_000))}\"}}")),
        ("100,000 lines that are wrong", () => string.Concat(Enumerable.Repeat("{\"resourceSpans\":[{]}\n", 100_000))),
        ("a document that never ends", () => string.Concat(Enumerable.Repeat("{\n\"resourceSpans\":[\n", 50))),
        ("__proto__", () => Span("\"__proto__\":{\"traceId\":\"x\"}")),
    ];

    public static IEnumerable<Intrusion> All() =>
    [
        .. Texts.Select(text => new Intrusion($"an OTLP file with {text.Name}", () => Read(Encoding.UTF8.GetBytes(text.Make())))),
        .. FileIntrusions.Files.Select(file => new Intrusion($"an OTLP file with {file.Name}", () => Read(file.Make()))),
    ];

    /// <summary>Whatever it is, the reader comes to its end, keeps little, and says what it did not take.</summary>
    internal static string? Read(byte[] file)
    {
        List<TraceFinding> findings = [];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        OtlpReader reader = OtlpReader.Of(file, "hostile", findings.Add);
        OtlpItem[] items = [.. reader.Read()];
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(items);
        return kept > MostMemory ? $"{kept} bytes are kept"
            : findings.Count > 1001 ? $"{findings.Count} findings are told"
            : reader.Counts.Refused > 0 && findings.Count == 0 ? "spans are refused in silence"
            : items.Length == 0 && findings.Count == 0 ? "nothing is taken and nothing told" : null;
    }

    private static string Nested(string open, string close, int levels) => string.Concat(Enumerable.Repeat(open, levels)) + "{}" + string.Concat(Enumerable.Repeat(close, levels));

    private static string Value(string value) => Span($"\"attributes\":[{{\"key\":\"k\",\"value\":{value}}}]");

    private static string Span(string members) => Spans($"{{{Ids},{members}}}");

    private static string Spans(string spans) => $"{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{spans}]}}]}}]}}\n";
}
