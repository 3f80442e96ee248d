using System.Globalization;
using System.Text.Json;
using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Gates;

/// <summary>A message of a row, read with tolerance.</summary>
internal sealed class MessageView(JsonElement message, string pointer)
{
    public string Pointer { get; } = pointer;

    public string? Role { get; } = Text(message, "role");

    public string? Content { get; } = Text(message, "content");

    public string? ToolCallId { get; } = Text(message, "tool_call_id");

    public IReadOnlyList<CallView> Calls { get; } = ReadCalls(message, pointer);

    private static IReadOnlyList<CallView> ReadCalls(JsonElement message, string pointer) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind == JsonValueKind.Array
            ? [.. calls.EnumerateArray().Select((call, index) => new CallView(call, string.Create(CultureInfo.InvariantCulture, $"{pointer}/tool_calls/{index}")))]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? SafeText.Of(member)
            : null;
}
