using System.Text.Json;
using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Gates;

/// <summary>A tool call of a row, read with tolerance.</summary>
internal sealed class CallView
{
    public CallView(JsonElement call, string pointer)
    {
        Pointer = pointer;
        if (call.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        Id = call.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? SafeText.Of(id) : null;
        if (call.TryGetProperty("function", out JsonElement function) && function.ValueKind == JsonValueKind.Object)
        {
            Name = function.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? SafeText.Of(name) : null;
            Arguments = function.TryGetProperty("arguments", out JsonElement arguments) ? arguments : null;
        }
    }

    public string Pointer { get; }

    public string? Id { get; }

    public string? Name { get; }

    public JsonElement? Arguments { get; }

    /// <summary>The arguments as JSON text: the text itself, or an object written out.</summary>
    public string? ArgumentsText => Arguments switch
    {
        { ValueKind: JsonValueKind.String } text => SafeText.Of(text),
        { ValueKind: JsonValueKind.Undefined } or null => null,
        { } other => other.GetRawText(),
    };
}
