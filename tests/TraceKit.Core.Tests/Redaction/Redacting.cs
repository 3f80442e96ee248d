using TraceKit.Redaction;
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Core.Tests.Redaction;

/// <summary>Redacts one object the way that a run does.</summary>
internal static class Redacting
{
    private static readonly JsonSerializerOptions AsEventsAreWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Key { get; } = Encoding.UTF8.GetBytes("the key of one run");

    public static string Json(params (string Name, string Value)[] properties) =>
        new JsonObject([.. properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Value))]).ToJsonString(AsEventsAreWritten);

    public static Outcome Of(string json, RedactionPolicy? policy = null, byte[]? key = null)
    {
        var counts = new RedactionCounts();
        var output = new ArrayBufferWriter<byte>();
        bool changed = new RunRedactor(policy ?? Secrets.Default, key ?? Key).Redact(Encoding.UTF8.GetBytes(json), output, counts);
        return new Outcome(changed, changed ? Encoding.UTF8.GetString(output.WrittenSpan) : json, output.WrittenCount, counts);
    }

    internal sealed record Outcome(bool Changed, string Json, int Written, RedactionCounts Counts)
    {
        public string Text(string name) => JsonNode.Parse(Json)![name]!.GetValue<string>();
    }
}
