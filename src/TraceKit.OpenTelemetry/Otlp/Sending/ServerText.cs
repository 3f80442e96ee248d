using System.Text;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>What a server says, made fit for a message: one line, no control characters, not long.</summary>
internal static class ServerText
{
    private const int Most = 200;

    public static string Of(ReadOnlySpan<byte> text) => Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * Most)]));

    public static string Of(string text)
    {
        string line = string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' ? ' ' : character)).Trim();
        return line.Length <= Most ? line : $"{line[..Most]}…";
    }

    /// <summary>As the end of a sentence: nothing, or a colon and what it says.</summary>
    public static string After(string text) => text.Length == 0 ? string.Empty : $": {text}";
}
