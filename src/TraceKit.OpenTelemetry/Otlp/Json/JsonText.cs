using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads strings that may be no Unicode: broken UTF-8 and halves of surrogate pairs become U+FFFD, with a finding.</summary>
internal static class JsonText
{
    /// <summary>The string, or name of a member, that the reader stands at.</summary>
    public static string Read(ref Utf8JsonReader json, OtlpFindings findings)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            findings.Warn(OtlpRules.Text, json.TokenStartIndex, "a text is not valid Unicode; U+FFFD stands for what is broken");
            return Mended(Encoding.UTF8.GetString(json.ValueSpan));
        }
    }

    /// <summary>Undoes the escapes; the framework refuses the whole text when one of them is half a pair.</summary>
    private static string Mended(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (int at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
                continue;
            }

            char kind = escaped[++at];
            if (kind == 'u')
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                text.Append(kind switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind });
            }
        }

        // The encoder puts U+FFFD in the place of each half.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
