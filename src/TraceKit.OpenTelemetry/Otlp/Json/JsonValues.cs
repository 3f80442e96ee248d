using System.Text;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Reads attributes and their values.</summary>
internal static class JsonValues
{
    private static readonly KeyValuePair<string, object?>[] NoAttributes = [];
    private static readonly object?[] NoValues = [];

    /// <summary>A list of attributes.</summary>
    public static KeyValuePair<string, object?>[] Attributes(ref Utf8JsonReader json, OtlpFindings findings, string member = "attributes", int depth = 0)
    {
        if (!IsArray(ref json, findings, member))
        {
            return NoAttributes;
        }

        List<KeyValuePair<string, object?>> attributes = [];
        HashSet<string>? keys = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            long at = json.TokenStartIndex;
            if (json.TokenType != JsonTokenType.StartObject)
            {
                JsonScalars.Refuse(ref json, findings, member, "a list of objects with key and value");
                continue;
            }

            KeyValuePair<string, object?> attribute = Attribute(ref json, findings, depth);
            if (!(keys ??= new(StringComparer.Ordinal)).Add(attribute.Key))
            {
                findings.Warn(OtlpRules.SameKey, at, $"the key '{attribute.Key}' is here twice; both are kept");
            }

            attributes.Add(attribute);
        }

        return attributes.Count == 0 ? NoAttributes : [.. attributes];
    }

    /// <summary>A value: an object with one member that says its type, or none.</summary>
    public static object? Value(ref Utf8JsonReader json, OtlpFindings findings, int depth)
    {
        long at = json.TokenStartIndex;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Odd(ref json, findings, "value", "an object such as {\"stringValue\":\"…\"}");
        }

        if (depth > OtlpLimits.ValueDepth)
        {
            findings.Error(OtlpRules.TooDeep, at, $"a value is nested deeper than {OtlpLimits.ValueDepth}; it is kept as JSON text");
            return Raw(ref json, findings);
        }

        object? value = null;
        bool isSet = false;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            if (isSet && IsType(member))
            {
                findings.Error(OtlpRules.Twice, json.TokenStartIndex, "a value has two types; the first is taken");
                json.Skip();
                continue;
            }

            isSet |= IsType(member);
            switch (member)
            {
                case OtlpMember.StringValue:
                    value = json.TokenType == JsonTokenType.String ? JsonText.Read(ref json, findings) : Odd(ref json, findings, "stringValue", "a text");
                    break;
                case OtlpMember.BoolValue:
                    value = json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean() : Odd(ref json, findings, "boolValue", "true or false");
                    break;
                case OtlpMember.IntValue:
                    value = JsonScalars.TryWhole(ref json, out long whole) ? whole : Odd(ref json, findings, "intValue", "a whole number of 64 bits");
                    break;
                case OtlpMember.DoubleValue:
                    value = JsonScalars.TryReal(ref json, out double real) ? real : Odd(ref json, findings, "doubleValue", "a number of 64 bits, \"NaN\", \"Infinity\" or \"-Infinity\"");
                    break;
                case OtlpMember.BytesValue:
                    value = JsonScalars.TryBytes(ref json, out byte[]? bytes) ? bytes : Odd(ref json, findings, "bytesValue", "base64");
                    break;
                case OtlpMember.ArrayValue:
                    value = Values(ref json, findings, depth);
                    break;
                case OtlpMember.KvlistValue:
                    value = Pairs(ref json, findings, depth);
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        return value;
    }

    /// <summary>Whether the reader stands at an array; else a finding.</summary>
    public static bool IsArray(ref Utf8JsonReader json, OtlpFindings findings, string member) => Is(ref json, findings, member, JsonTokenType.StartArray, "a list");

    /// <summary>Whether the reader stands at an object; else a finding.</summary>
    public static bool IsObject(ref Utf8JsonReader json, OtlpFindings findings, string member) => Is(ref json, findings, member, JsonTokenType.StartObject, "an object");

    private static bool Is(ref Utf8JsonReader json, OtlpFindings findings, string member, JsonTokenType wanted, string expected)
    {
        bool isWanted = json.TokenType == wanted;
        if (!isWanted)
        {
            JsonScalars.Refuse(ref json, findings, member, expected);
        }

        return isWanted;
    }

    private static bool IsType(OtlpMember member) => member is OtlpMember.StringValue or OtlpMember.BoolValue or OtlpMember.IntValue or OtlpMember.DoubleValue
        or OtlpMember.BytesValue or OtlpMember.ArrayValue or OtlpMember.KvlistValue;

    private static KeyValuePair<string, object?> Attribute(ref Utf8JsonReader json, OtlpFindings findings, int depth)
    {
        long at = json.TokenStartIndex;
        string? key = null;
        object? value = null;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            switch (member)
            {
                case OtlpMember.Key:
                    key = JsonScalars.Text(ref json, findings, "key");
                    break;
                case OtlpMember.Value:
                    value = Value(ref json, findings, depth + 1);
                    break;
                default:
                    JsonMembers.PassOver(ref json, findings, member);
                    break;
            }
        }

        if (string.IsNullOrEmpty(key))
        {
            findings.Error(OtlpRules.Contract, at, "an attribute has no key; its value is kept under the empty one");
        }

        return new(key ?? string.Empty, value);
    }

    private static object?[] Values(ref Utf8JsonReader json, OtlpFindings findings, int depth)
    {
        if (!IsObject(ref json, findings, "arrayValue"))
        {
            return NoValues;
        }

        object?[] values = NoValues;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            if (member == OtlpMember.Values)
            {
                values = Items(ref json, findings, depth);
            }
            else
            {
                JsonMembers.PassOver(ref json, findings, member);
            }
        }

        return values;
    }

    private static object?[] Items(ref Utf8JsonReader json, OtlpFindings findings, int depth)
    {
        if (!IsArray(ref json, findings, "values"))
        {
            return NoValues;
        }

        List<object?> values = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            values.Add(json.TokenType == JsonTokenType.Null ? null : Value(ref json, findings, depth + 1));
        }

        return [.. values];
    }

    private static KeyValuePair<string, object?>[] Pairs(ref Utf8JsonReader json, OtlpFindings findings, int depth)
    {
        if (!IsObject(ref json, findings, "kvlistValue"))
        {
            return NoAttributes;
        }

        KeyValuePair<string, object?>[] pairs = NoAttributes;
        var members = default(JsonMembers);
        while (members.Next(ref json, findings, out OtlpMember member))
        {
            if (member == OtlpMember.Values)
            {
                pairs = Attributes(ref json, findings, "values", depth);
            }
            else
            {
                JsonMembers.PassOver(ref json, findings, member);
            }
        }

        return pairs;
    }

    /// <summary>What its type does not have is kept as the text that stands there.</summary>
    private static string Odd(ref Utf8JsonReader json, OtlpFindings findings, string member, string expected)
    {
        findings.Error(OtlpRules.Contract, json.TokenStartIndex, $"'{member}' must be {expected}, and is {JsonScalars.Describe(ref json)}; it is kept as text");
        return json.TokenType == JsonTokenType.String ? JsonText.Read(ref json, findings) : Raw(ref json, findings);
    }

    private static string Raw(ref Utf8JsonReader json, OtlpFindings findings)
    {
        int start = (int)json.TokenStartIndex;
        json.Skip();
        return Encoding.UTF8.GetString(findings.Chunk.Bytes.Span[start..(int)json.BytesConsumed]);
    }
}
