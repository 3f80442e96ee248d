using System.Text.Json;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Looks at the beginning of a file: whether it is OTLP/JSON, and whether a line is a whole value.</summary>
internal static class JsonShape
{
    private const int MembersLookedAt = 16;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = OtlpLimits.JsonDepth, AllowMultipleValues = true };

    /// <summary>Whether a line begins a JSON value that it does not end, and is no error so far.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            while (json.Read())
            {
            }

            return json.CurrentDepth > 0 || json.TokenType is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether bytes begin with a request of spans or log records.</summary>
    public static bool IsRequest(ReadOnlySpan<byte> beginning)
    {
        var json = new Utf8JsonReader(beginning, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            if (!json.Read() || (json.TokenType == JsonTokenType.StartArray && !json.Read()) || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            for (int looked = 0; looked < MembersLookedAt && json.Read() && json.TokenType == JsonTokenType.PropertyName; looked++)
            {
                if (JsonMembers.TryFind(json.ValueSpan, out OtlpMember member) && member is OtlpMember.ResourceSpans or OtlpMember.ResourceLogs)
                {
                    return true;
                }

                if (!json.Read() || !json.TrySkip())
                {
                    return false;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
