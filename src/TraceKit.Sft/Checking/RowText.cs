using System.Text.Json;

namespace TraceKit.Sft.Checking;

/// <summary>Parses a row of anybody; what is no JSON becomes JSON's null, which every gate refuses with its place.</summary>
internal static class RowText
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("null");
        }
    }
}
