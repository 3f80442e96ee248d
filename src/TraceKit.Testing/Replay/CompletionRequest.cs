using System.Text.Json;

namespace TraceKit.Testing.Replay;

/// <summary>A request of the chat completions format as text.</summary>
internal static class CompletionRequest
{
    public static string Text(JsonElement request)
    {
        var lines = new RequestLines();
        foreach (JsonElement tool in Json.Items(request, "tools"))
        {
            if (Json.Member(tool, "function") is { } function)
            {
                lines.Tool(Json.Text(function, "name") ?? string.Empty, Json.Text(function, "description"), Json.Member(function, "parameters"));
            }
        }

        foreach (JsonElement message in Json.Items(request, "messages"))
        {
            lines.Turn(Json.Text(message, "role") ?? "user", Json.Text(message, "tool_call_id"));
            lines.Words(Json.Text(message, "content") ?? string.Concat(Json.Items(message, "content").Select(part => Json.Text(part, "text"))));
            foreach (JsonElement call in Json.Items(message, "tool_calls"))
            {
                JsonElement function = Json.Member(call, "function") ?? call;
                lines.Call(Json.Text(call, "id") ?? string.Empty, Json.Text(function, "name") ?? string.Empty, Json.Text(function, "arguments") ?? "{}");
            }

            foreach (JsonElement part in Json.Items(message, "content").Where(part => Json.Text(part, "type") is not "text"))
            {
                lines.Part(Json.Text(part, "type") ?? "part");
            }
        }

        return lines.ToString();
    }
}
