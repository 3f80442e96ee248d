using System.Text;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads ids of traces and spans: hexadecimal of either case, or base64, as other JSON of protobuf has it, with a finding.</summary>
internal static class JsonIds
{
    public const int TraceDigits = 32;
    public const int SpanDigits = 16;

    /// <summary>An id.</summary>
    /// <returns>Its lower-case digits; null when it is empty, all zero or malformed. What is malformed or zero is a finding.</returns>
    public static string? Read(ref Utf8JsonReader json, OtlpFindings findings, string member, int digits)
    {
        long at = json.TokenStartIndex;
        if (json.TokenType != JsonTokenType.String)
        {
            JsonScalars.Refuse(ref json, findings, member, "a text");
            return null;
        }

        ReadOnlySpan<byte> text = json.ValueSpan;
        if (text.IsEmpty)
        {
            return null;
        }

        string? id = text.Length == digits && IsHexadecimal(text) ? Encoding.ASCII.GetString(text).ToLowerInvariant() : FromBase64(ref json, findings, member, digits);
        if (id is null)
        {
            findings.Error(OtlpRules.Contract, at, $"'{member}' must be {digits} hexadecimal digits, and is {JsonScalars.Describe(ref json)}");
        }
        else if (!id.AsSpan().ContainsAnyExcept('0'))
        {
            findings.Error(OtlpRules.Contract, at, $"'{member}' is zero, which is no id");
            id = null;
        }

        return id;
    }

    private static string? FromBase64(ref Utf8JsonReader json, OtlpFindings findings, string member, int digits)
    {
        if (!JsonScalars.TryBytes(ref json, out byte[]? bytes) || bytes.Length * 2 != digits)
        {
            return null;
        }

        findings.Warn(OtlpRules.ForeignForm, json.TokenStartIndex, $"'{member}' is base64; OTLP/JSON has {digits} hexadecimal digits");
        return Convert.ToHexStringLower(bytes);
    }

    private static bool IsHexadecimal(ReadOnlySpan<byte> text)
    {
        foreach (byte digit in text)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }
}
