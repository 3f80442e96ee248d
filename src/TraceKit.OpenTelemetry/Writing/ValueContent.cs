using System.Text.Json;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>One value, such as the arguments of a tool: whole, or a mark that says what it was.</summary>
/// <param name="text">The value: a JSON object or array as it stands, or a text.</param>
/// <param name="of">What it is, for the mark.</param>
internal sealed class ValueContent(string text, string of) : ContentJson
{
    /// <summary>A text that need not be JSON; null when there is none.</summary>
    public static ValueContent? Of(string? text, string of) => text is null ? null : new ValueContent(text, of);

    protected override void Write(Utf8JsonWriter json) => WriteStructured(json, text);

    protected override (string? Text, int Marks) Shortened(string whole, int maxLength) => (Text(json => WriteMark(json, of, whole.Length)), 1);
}
