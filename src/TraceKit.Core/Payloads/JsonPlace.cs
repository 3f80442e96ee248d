using System.Globalization;
using System.Text;
using System.Text.Json;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>Where a value stands in JSON text, and how many items it has when it is an array.</summary>
internal readonly record struct JsonPlace(int Start, int Length, int Items)
{
    /// <summary>Finds a value by its JSON Pointer (RFC 6901).</summary>
    /// <returns>The place of the value, or null when there is none.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonPlace? Find(ReadOnlySpan<byte> json, string pointer)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RunFormat.MaxDepth });
        reader.Read();
        foreach (string step in pointer.Split('/').Skip(1))
        {
            if (!Enter(ref reader, step))
            {
                return null;
            }
        }

        int start = (int)reader.TokenStartIndex;
        int items = Pass(ref reader);
        return new JsonPlace(start, (int)reader.BytesConsumed - start, items);
    }

    /// <summary>The way a name is written in a JSON Pointer.</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && EnterItem(ref reader, index);
        }

        return reader.TokenType == JsonTokenType.StartObject
            && EnterMember(ref reader, Encoding.UTF8.GetBytes(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
    }

    private static bool EnterItem(ref Utf8JsonReader reader, int index)
    {
        for (int at = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
        {
            if (at == index)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool EnterMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>Passes over the value that the reader stands on.</summary>
    private static int Pass(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return 0;
        }

        int items = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            items++;
        }

        return items;
    }
}
