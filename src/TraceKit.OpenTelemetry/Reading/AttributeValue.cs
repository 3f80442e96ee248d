using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Reads values of attributes, in whichever of the encodings that libraries use: plain, as JSON text, or as a tree of lists and maps.</summary>
internal static class AttributeValue
{
    /// <summary>Deeper content is left as text: an event may be nested 64 deep, with its envelope.</summary>
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 48, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Text(object? value) => value as string;

    public static long? Integer(object? value) => value switch
    {
        long number => number,
        double number when Math.Abs(number) < long.MaxValue && double.IsInteger(number) => (long)number,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };

    public static double? Number(object? value) => value switch
    {
        double number when double.IsFinite(number) => number,
        long number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => number,
        _ => null,
    };

    public static bool? Flag(object? value) => value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ => null,
    };

    /// <summary>Texts as a list, as the JSON text of one (<c>["stop"]</c>), or one text alone.</summary>
    public static IReadOnlyList<string>? Texts(object? value) => value switch
    {
        IReadOnlyList<object?> list when list.All(item => item is string) => [.. list.Cast<string>()],
        string text when text.StartsWith('[') => Content(text) is { ValueKind: JsonValueKind.Array } array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. array.EnumerateArray().Select(item => item.GetString()!)]
            : [text],
        string text => [text],
        _ => null,
    };

    /// <summary>Content that is a list or a map: a tree, or the JSON text of one. Null when it is neither, or not whole.</summary>
    public static JsonElement? Content(object? value) => value switch
    {
        string text when text.AsSpan().TrimStart() is ['{' or '[', ..] => Parse(text),
        IReadOnlyList<object?> or IReadOnlyList<KeyValuePair<string, object?>> => Json(value),
        _ => null,
    };

    /// <summary>JSON text as a value, or null when it is not whole, strict JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text that a model saw of a value that was written as JSON: a JSON string is its text, anything else its JSON.</summary>
    public static string? Unwrapped(object? value) => value switch
    {
        null => null,
        string text when text.StartsWith('"') && Parse(text) is { ValueKind: JsonValueKind.String } inner => Safe(inner) ?? text,
        string text => text,
        _ => Compact(Json(value)),
    };

    /// <summary>Any value as JSON, with nothing left out.</summary>
    public static JsonElement Json(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            Write(writer, value, depth: 0);
        }

        return JsonElement.Parse(buffer.WrittenSpan, Strict);
    }

    /// <summary>The JSON text without white space; as it is where a text in it is not valid Unicode.</summary>
    public static string Compact(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, Relaxed);
            value.WriteTo(writer);
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A JSON string's text, or null where it is not valid Unicode.</summary>
    public static string? Safe(JsonElement text)
    {
        try
        {
            return text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool Same(object? one, object? other) =>
        Equals(one, other) || (Number(one) is { } number && number.Equals(Number(other))) || Compact(Json(one)) == Compact(Json(other));

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > 40 && value is IEnumerable and not string and not byte[])
        {
            writer.WriteStringValue("(nested too deep)");
            return;
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case JsonElement json:
                json.WriteTo(writer);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case IReadOnlyList<KeyValuePair<string, object?>> map:
                WriteMap(writer, map, depth);
                break;
            case IReadOnlyList<object?> list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>A name that is there twice keeps both values.</summary>
    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> map, int depth)
    {
        var names = new UniqueNames();
        writer.WriteStartObject();
        foreach ((string name, object? item) in map)
        {
            writer.WritePropertyName(names.Next(name));
            Write(writer, item, depth + 1);
        }

        writer.WriteEndObject();
    }
}
