using System.Text.Json;
using System.Text.Unicode;

namespace TraceKit.Interop.Importing;

/// <summary>Parses a foreign record strictly: whole, not too large or deep, no member twice, valid Unicode in every string.</summary>
internal static class ForeignJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = ImportLimits.MaxDepth };

    /// <summary>Parses bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="limit">The most bytes that are taken.</param>
    /// <param name="value">The value.</param>
    /// <returns>Why the bytes are refused, or null.</returns>
    public static Refusal? Parse(ReadOnlySpan<byte> bytes, int limit, out JsonElement value)
    {
        value = default;
        if (bytes.Length > limit)
        {
            return new Refusal(ImportRules.TooLarge, "too_long", $"the record has {bytes.Length} bytes; at most {limit} are taken");
        }

        if (!Utf8.IsValid(bytes))
        {
            return new Refusal(ImportRules.NotJson, "not_unicode", "the record is not valid UTF-8");
        }

        try
        {
            value = JsonElement.Parse(bytes, Strict);
            if (bytes.IndexOf("\\u"u8) >= 0)
            {
                Touch(value);
            }

            return null;
        }
        catch (JsonException failure)
        {
            return failure.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                ? new Refusal(ImportRules.TooLarge, "too_deep", $"the record is nested deeper than {ImportLimits.MaxDepth}")
                : new Refusal(ImportRules.NotJson, "not_json", failure.Message, (failure.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            return new Refusal(ImportRules.NotJson, "not_unicode", "a string holds half of a surrogate pair");
        }
    }

    /// <summary>Reads every string once: parsing does not look for lone surrogates behind escapes.</summary>
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
