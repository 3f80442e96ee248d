using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads the simple values of OTLP/JSON, as JSON of protobuf has them: numbers of 64 bits are texts, and numbers are taken too.</summary>
internal static class JsonScalars
{
    private const long LargestExact = 1L << 53;

    /// <summary>A text; anything else is a finding and an empty text.</summary>
    public static string Text(ref Utf8JsonReader json, OtlpFindings findings, string member)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return JsonText.Read(ref json, findings);
        }

        Refuse(ref json, findings, member, "a text");
        return string.Empty;
    }

    /// <summary>A text that is absent when it is empty, as protobuf cannot tell the two apart.</summary>
    public static string? Optional(ref Utf8JsonReader json, OtlpFindings findings, string member) =>
        Text(ref json, findings, member) is { Length: > 0 } text ? text : null;

    /// <summary>A number from 0 to a limit; anything else is a finding and 0.</summary>
    public static long Whole(ref Utf8JsonReader json, OtlpFindings findings, string member, long most = long.MaxValue)
    {
        if (TryWhole(ref json, out long number) && number >= 0 && number <= most)
        {
            return number;
        }

        Refuse(ref json, findings, member, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most}"));
        return 0;
    }

    /// <summary>A number of an enum, or its name in another form of JSON, which is a finding.</summary>
    public static int Enumeration(ref Utf8JsonReader json, OtlpFindings findings, string member, int most, string prefix, ReadOnlySpan<string> names)
    {
        if (json.TokenType == JsonTokenType.String && !TryWhole(ref json, out _))
        {
            long at = json.TokenStartIndex;
            string name = JsonText.Read(ref json, findings);
            int named = name.StartsWith(prefix, StringComparison.Ordinal) ? names.IndexOf(name[prefix.Length..]) : -1;
            if (named >= 0)
            {
                findings.Warn(OtlpRules.ForeignForm, at, $"'{member}' is the name '{name}'; OTLP/JSON has the number {named.ToString(CultureInfo.InvariantCulture)}");
                return named;
            }
        }

        return (int)Whole(ref json, findings, member, most);
    }

    /// <summary>A whole number of 64 bits, as a text, as a number, or as a number with a fraction of nothing.</summary>
    public static bool TryWhole(ref Utf8JsonReader json, out long number)
    {
        number = 0;
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.TryGetInt64(out number) || (json.TryGetDouble(out double real) && TryExact(real, out number));
        }

        return json is { TokenType: JsonTokenType.String, ValueIsEscaped: false } && Utf8Parser.TryParse(json.ValueSpan, out number, out int used) && used == json.ValueSpan.Length && used > 0;
    }

    /// <summary>A number with a fraction, or the name of one that JSON has none for.</summary>
    public static bool TryReal(ref Utf8JsonReader json, out double number)
    {
        number = 0;
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.TryGetDouble(out number) && double.IsFinite(number);
        }

        if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped)
        {
            return false;
        }

        ReadOnlySpan<byte> text = json.ValueSpan;
        double? named = text.SequenceEqual("NaN"u8) ? double.NaN : text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity : null;
        number = named ?? 0;
        return named is not null || (Utf8Parser.TryParse(text, out number, out int used) && used == text.Length && double.IsFinite(number));
    }

    /// <summary>Base64 of either alphabet, with or without the signs at its end.</summary>
    public static bool TryBytes(ref Utf8JsonReader json, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        string text;
        try
        {
            if (json.TryGetBytesFromBase64(out bytes))
            {
                return true;
            }

            text = json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no base64 either.
            return false;
        }

        string url = text.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        if (!Base64Url.IsValid(url))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(url);
        return true;
    }

    /// <summary>Says that a value is not what it should be, and passes over it.</summary>
    public static void Refuse(ref Utf8JsonReader json, OtlpFindings findings, string member, string expected)
    {
        findings.Error(OtlpRules.Contract, json.TokenStartIndex, $"'{member}' must be {expected}, and is {Describe(ref json)}");
        json.Skip();
    }

    /// <summary>What stands there, short enough for a message.</summary>
    public static string Describe(ref Utf8JsonReader json)
    {
        const int shown = 40;
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return json.TokenType == JsonTokenType.StartObject ? "an object" : "an array";
        }

        string text = Encoding.UTF8.GetString(json.ValueSpan[..Math.Min(json.ValueSpan.Length, shown)]);
        string cut = json.ValueSpan.Length > shown ? "…" : string.Empty;
        return json.TokenType == JsonTokenType.String ? $"\"{text}{cut}\"" : text + cut;
    }

    private static bool TryExact(double real, out long number)
    {
        bool isExact = real == Math.Truncate(real) && Math.Abs(real) <= LargestExact;
        number = isExact ? (long)real : 0;
        return isExact;
    }
}
