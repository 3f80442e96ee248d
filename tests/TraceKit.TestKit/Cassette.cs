using System.Text.Json;

namespace TraceKit.TestKit;

/// <summary>A recorded exchange with a provider.</summary>
public sealed record Cassette
{
    /// <summary>Where it was recorded, to find it again.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's host.</summary>
    public required string Host { get; init; }

    /// <summary>Path and query of the request.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Whether the response is a stream of server-sent events.</summary>
    public required bool IsStream { get; init; }

    /// <summary>The request's body.</summary>
    public required JsonElement Request { get; init; }

    /// <summary>The response's body.</summary>
    public required string Response { get; init; }

    /// <summary>The cassettes of the shared data, in the order of the files; empty when the data is absent.</summary>
    public static IEnumerable<Cassette> All() =>
        SharedData.Folder("llm_http_cassettes") is { } folder
            ? Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(Read)
            : [];

    /// <summary>The cassettes of one endpoint that hold a body.</summary>
    /// <param name="endpoint">A part of the path, such as <c>chat/completions</c>.</param>
    public static IEnumerable<Cassette> Of(string endpoint) =>
        All().Where(cassette => cassette.Path.Contains(endpoint, StringComparison.Ordinal) && cassette.Response.Length > 0);

    private static IEnumerable<Cassette> Read(string file) => File.ReadLines(file).Select((line, index) =>
    {
        JsonElement entry = JsonElement.Parse(line);
        JsonElement response = entry.GetProperty("response");
        return new Cassette
        {
            Name = $"{System.IO.Path.GetFileName(file)}:{index + 1} {entry.GetProperty("file").GetString()}",
            Host = entry.GetProperty("host").GetString()!,
            Path = entry.GetProperty("path").GetString()!,
            Status = entry.GetProperty("status").GetInt32(),
            IsStream = entry.GetProperty("sse").GetBoolean(),
            Request = entry.GetProperty("request"),
            Response = response.ValueKind == JsonValueKind.String ? response.GetString()! : response.GetRawText(),
        };
    });
}
