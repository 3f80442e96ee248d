using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract;
using TraceKit.RunFiles;

namespace TraceKit.Tracing;

/// <summary>Makes the JSON texts of arguments and results. What a getter or converter throws becomes part of the text and never reaches the caller.</summary>
public static class OperationJson
{
    /// <summary>Makes a JSON text.</summary>
    /// <param name="write">Writes one JSON value.</param>
    /// <returns>The text; <c>{"not_serializable":"…"}</c> with the reason when it could not be written.</returns>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            return EventBuffer.ToText(write);
        }
        catch (Exception failure)
        {
            return Failed(failure);
        }
    }

    /// <summary>Makes the JSON text of a value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="contract">Its source-generated contract.</param>
    /// <returns>The text; <c>{"not_serializable":"…"}</c> with the reason when it could not be written.</returns>
    public static string Of<T>(T value, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        try
        {
            return EventBuffer.ToText(value, contract);
        }
        catch (Exception failure)
        {
            return Failed(failure);
        }
    }

    /// <summary>Writes a value by the contract that a context has of its type, or says that it has none.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="json">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">The source-generated contracts.</param>
    public static void Write<T>(Utf8JsonWriter json, T value, JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetTypeInfo(typeof(T)) is JsonTypeInfo<T> contract)
        {
            JsonSerializer.Serialize(json, value, contract);
        }
        else
        {
            WriteNotRecorded(json, typeof(T).ToString());
        }
    }

    /// <summary>Writes a number; what JSON has no number for is written as a text, such as <c>"NaN"</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="value">The number.</param>
    public static void Write(Utf8JsonWriter json, double value)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc cref="Write(Utf8JsonWriter, double)"/>
    public static void Write(Utf8JsonWriter json, float value)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (float.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes, in the place of a value without a JSON contract, <c>{"not_recorded":"…"}</c> with the name of its type.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="type">Name of the type.</param>
    public static void WriteNotRecorded(Utf8JsonWriter json, string type)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("not_recorded"u8, type);
        json.WriteEndObject();
    }

    internal static string Failed(Exception failure) => EventBuffer.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("not_serializable"u8, LongText.Cut($"{failure.GetType().Name}: {ErrorDetail.From(failure).Message}", LongText.MaxReason));
        json.WriteEndObject();
    });
}
