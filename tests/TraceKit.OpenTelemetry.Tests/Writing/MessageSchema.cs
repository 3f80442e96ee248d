using System.Text.Json;

namespace TraceKit.OpenTelemetry.Tests.Writing;

/// <summary>The schemas of messages in the conventions: what is required, of which kind.</summary>
internal static class MessageSchema
{
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["text"] = ["content"],
        ["reasoning"] = ["content"],
        ["tool_call"] = ["name"],
        ["tool_call_response"] = ["response"],
        ["server_tool_call"] = ["name", "server_tool_call"],
        ["server_tool_call_response"] = ["server_tool_call_response"],
        ["blob"] = ["modality", "content"],
        ["file"] = ["modality", "file_id"],
        ["uri"] = ["modality", "uri"],
        ["compaction"] = [],
    };

    public static void Check(string json, bool isOutput)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(JsonValueKind.Array, document.RootElement.ValueKind);
        foreach (JsonElement message in document.RootElement.EnumerateArray())
        {
            Assert.NotEmpty(message.GetProperty("role").GetString()!);
            Assert.True(!isOutput || message.GetProperty("finish_reason").GetString() is { Length: > 0 });
            Assert.True(!message.TryGetProperty("name", out JsonElement name) || name.ValueKind is JsonValueKind.String or JsonValueKind.Null);
            foreach (JsonElement part in message.GetProperty("parts").EnumerateArray())
            {
                string type = part.GetProperty("type").GetString()!;
                Assert.All(Required.GetValueOrDefault(type, []), member => Assert.True(part.TryGetProperty(member, out _), $"{type} has no {member}"));
                Assert.True(type is not ("text" or "reasoning") || part.GetProperty("content").ValueKind == JsonValueKind.String);
            }
        }
    }
}
