using System.Net;
using System.Text.Json;

namespace TraceKit.Testing.Replay;

/// <summary>One recorded HTTP exchange of the chat completions format.</summary>
internal static class CassetteLine
{
    private const string Endpoint = "chat/completions";

    public static ReplayExchange Read(string line, int index)
    {
        JsonElement entry = Parsed(line, index);
        string name = Text(entry, "file") is { } file ? $"line {index + 1}, {file}" : $"line {index + 1}";
        string path = Text(entry, "path") ?? Endpoint;
        if (!path.Contains(Endpoint, StringComparison.Ordinal))
        {
            throw new ReplayException($"The exchange of {name} is of '{path}': cassettes of the chat completions format alone can be replayed.");
        }

        int status = entry.TryGetProperty("status", out JsonElement code) && code.TryGetInt32(out int number) ? number : 200;
        bool isStream = entry.TryGetProperty("sse", out JsonElement sse) && sse.ValueKind == JsonValueKind.True;
        JsonElement? request = entry.TryGetProperty("request", out JsonElement sent) && sent.ValueKind == JsonValueKind.Object ? sent : null;
        string body = !entry.TryGetProperty("response", out JsonElement response) ? string.Empty
            : response.ValueKind == JsonValueKind.String ? response.GetString()!
            : response.GetRawText();
        return Exchange(name, request, status, isStream, body);
    }

    private static ReplayExchange Exchange(string name, JsonElement? request, int status, bool isStream, string body)
    {
        string? text = request is { } sent ? CompletionRequest.Text(sent) : null;
        string? model = request is { } asked ? Text(asked, "model") : null;
        if (status >= 400)
        {
            return new ReplayExchange(name, text, []) { Failure = () => new HttpRequestException(CompletionReply.ErrorIn(body), inner: null, (HttpStatusCode)status), Model = model };
        }

        return new ReplayExchange(name, text, ReplayExchange.Fresh(() => isStream ? CompletionStream.Read(body) : CompletionReply.Read(body))) { Model = model };
    }

    private static JsonElement Parsed(string line, int index)
    {
        try
        {
            JsonElement entry = JsonElement.Parse(line);
            return entry.ValueKind == JsonValueKind.Object ? entry : throw new JsonException("It is no object.");
        }
        catch (JsonException failure)
        {
            throw new ReplayException($"Line {index + 1} is no recorded exchange: {failure.Message}");
        }
    }

    private static string? Text(JsonElement from, string member) =>
        from.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
