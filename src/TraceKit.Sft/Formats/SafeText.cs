using System.Text.Json;

namespace TraceKit.Sft.Formats;

/// <summary>Reads strings of foreign rows, which may hold half of a surrogate pair.</summary>
internal static class SafeText
{
    /// <summary>The string's text, or its raw JSON when it is not valid Unicode.</summary>
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText();
        }
    }
}
