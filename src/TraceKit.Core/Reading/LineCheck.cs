using System.Text.Json;
using System.Text.Unicode;
using TraceKit.Contract;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Checks that one line is strict JSON: syntax, depth, no member twice, valid Unicode in every string.</summary>
internal static class LineCheck
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = RunFormat.MaxDepth };

    /// <summary>The rule that the line breaks, or null.</summary>
    public static (string Rule, long Column, string Message)? Problem(ReadOnlyMemory<byte> line) => Problem(line, JsonValueKind.Object);

    /// <summary>The rule that JSON text breaks which is of a kind, or of any kind.</summary>
    public static (string Rule, long Column, string Message)? Problem(ReadOnlyMemory<byte> line, JsonValueKind kind)
    {
        if (line.IsEmpty)
        {
            return (TraceRules.NotJson, 1, "the line is empty; a line is one JSON object"); // an exception each would make a file of them slow to read
        }

        if (!Utf8.IsValid(line.Span))
        {
            return (TraceRules.Text, 0, "the line is not valid UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            if (kind != JsonValueKind.Undefined && document.RootElement.ValueKind != kind)
            {
                return (TraceRules.NotJson, 1, "a line is one JSON object");
            }

            // Only an escape can still hide a lone surrogate; parsing does not look into it, reading the string does.
            if (line.Span.IndexOf("\\u"u8) >= 0)
            {
                Touch(document.RootElement);
            }

            return null;
        }
        catch (JsonException failure)
        {
            return (RuleOf(failure, line.Span), (failure.BytePositionInLine ?? -1) + 1, JsonMessage.Of(failure));
        }
        catch (InvalidOperationException)
        {
            return (TraceRules.Text, 0, "a string holds half of a surrogate pair (an escape like \\ud800 without its other half)");
        }
    }

    private static string RuleOf(JsonException failure, ReadOnlySpan<byte> line)
    {
        if (failure.Message.Contains("uplicate", StringComparison.Ordinal))
        {
            return TraceRules.DuplicateMember;
        }

        return failure.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? TraceRules.TooDeep
            : line.IndexOf((byte)0) >= 0 ? TraceRules.Nul : TraceRules.NotJson;
    }

    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Touch(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Touch(member.Value);
                }

                break;
        }
    }
}
