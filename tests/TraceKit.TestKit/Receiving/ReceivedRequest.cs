using System.Text.Json;

namespace TraceKit.TestKit.Receiving;

/// <summary>A request as the receiver saw it, decoded with the official definitions.</summary>
public sealed class ReceivedRequest
{
    private readonly JsonElement _report;

    internal ReceivedRequest(JsonElement report) => _report = report;

    /// <summary>Which server it came to: <c>http</c>, <c>elsewhere</c>, <c>grpc</c> or <c>grpcLiar</c>.</summary>
    public string Server => Text("server");

    /// <summary><c>traces</c> or <c>logs</c>.</summary>
    public string Signal => Text("signal");

    /// <summary>Its path.</summary>
    public string Path => Text("path");

    /// <summary>Size of the body as sent; of gRPC, after it was unpacked.</summary>
    public long WireBytes => _report.GetProperty("wireBytes").GetInt64();

    /// <summary>Size of the message.</summary>
    public long Bytes => _report.GetProperty("bytes").GetInt64();

    /// <summary>How many spans or log records it holds.</summary>
    /// <exception cref="InvalidOperationException">It could not be decoded.</exception>
    public int Items => Decoded("items").GetInt32();

    /// <summary>The message as OTLP/JSON, by the definitions of otlp-grpc-exporter-base 0.34.0; of a message of 8 MiB or less.</summary>
    public JsonElement ByOldDefinitions => Decoded("request");

    /// <summary>The message as OTLP/JSON, by the definitions of otlp-transformer 0.208.0; of a message of 8 MiB or less.</summary>
    public JsonElement ByNewDefinitions => Decoded("newer");

    /// <summary>Whether the official encoder makes the same bytes of what was decoded: nothing in them is unknown, superfluous or out of order.</summary>
    public bool IsCanonical => Decoded("same").GetBoolean();

    /// <summary>Why it could not be decoded, or null.</summary>
    public string? Problem => _report.TryGetProperty("problem", out JsonElement problem) ? problem.GetString() : null;

    /// <summary>A header, or null when it was not sent.</summary>
    /// <param name="name">Its name in lower case.</param>
    public string? Header(string name) => _report.GetProperty("headers").TryGetProperty(name, out JsonElement value) ? value.ToString() : null;

    private JsonElement Decoded(string name) =>
        Problem is { } problem ? throw new InvalidOperationException($"The receiver could not decode the request: {problem}") : _report.GetProperty(name);

    private string Text(string name) => _report.GetProperty(name).GetString()!;
}
