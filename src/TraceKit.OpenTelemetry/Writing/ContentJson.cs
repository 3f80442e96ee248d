using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Content as JSON, compact, in the schemas of the conventions. It is never cut within a text: a part that is too long gives way to a mark.</summary>
internal abstract class ContentJson
{
    /// <summary>Type of the part that stands for what was left out.</summary>
    public const string Mark = "tracekit.truncated";

    private const int MaxDepth = 64;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 2 * MaxDepth };

    /// <summary>All of it, when it fits, else as much of it as fits.</summary>
    /// <param name="maxLength">The most UTF-16 units.</param>
    public BoundedContent Bounded(int maxLength)
    {
        string whole = Text(Write);
        if (whole.Length <= maxLength)
        {
            return new BoundedContent(whole, whole, 0);
        }

        (string? text, int marks) = Shortened(whole, maxLength);
        return new BoundedContent(whole, text?.Length <= maxLength ? text : null, Math.Max(marks, 1));
    }

    /// <summary>Writes all of it.</summary>
    protected abstract void Write(Utf8JsonWriter json);

    /// <summary>Writes what fits.</summary>
    /// <param name="whole">All of it, which does not.</param>
    /// <param name="maxLength">The most UTF-16 units.</param>
    protected abstract (string? Text, int Marks) Shortened(string whole, int maxLength);

    protected internal static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a text that is a JSON object or array as that, exactly as it stands, and any other text as text.</summary>
    protected internal static void WriteStructured(Utf8JsonWriter json, string text)
    {
        if (IsStructure(text))
        {
            json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    /// <summary>Writes what stands for something that was left out.</summary>
    protected internal static void WriteMark(Utf8JsonWriter json, string of, int length)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, Mark);
        json.WriteString("of"u8, of);
        json.WriteNumber("length"u8, length);
        json.WriteEndObject();
    }

    private static bool IsStructure(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '['))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
