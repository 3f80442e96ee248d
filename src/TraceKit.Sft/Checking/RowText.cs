using System.Text.Json;
using System.Text.Unicode;

namespace TraceKit.Sft.Checking;

/// <summary>Parses a row of anybody; what is no JSON, or no Unicode, becomes JSON's null, which every gate refuses with its place.</summary>
internal static class RowText
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
        {
            return JsonDocument.Parse("null");
        }

        try
        {
            var row = JsonDocument.Parse(line);
            if (line.Span.IndexOf("\\u"u8) < 0 || IsUnicode(row.RootElement))
            {
                return row;
            }

            row.Dispose();
        }
        catch (JsonException)
        {
            // It is refused below.
        }

        return JsonDocument.Parse("null");
    }

    /// <summary>Reads every text once: parsing does not look for half of a surrogate pair behind escapes.</summary>
    private static bool IsUnicode(JsonElement value)
    {
        try
        {
            Touch(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Touch(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Touch(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Touch(member.Value);
                }

                break;
        }
    }
}
