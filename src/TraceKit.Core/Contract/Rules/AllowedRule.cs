using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Contract.Rules;

/// <summary>One of the named values.</summary>
internal sealed class AllowedRule(IReadOnlyList<object?> values) : ValueRule
{
    private readonly string[] _texts = [.. values.OfType<string>()];
    private readonly double[] _numbers = [.. values.OfType<IConvertible>().Where(value => value is not (string or bool)).Select(value => value.ToDouble(CultureInfo.InvariantCulture))];

    public override string? BrokenBy(Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.String => _texts.Contains(value.GetString(), StringComparer.Ordinal) ? null : Text,
        JsonTokenType.Number => value.TryGetDouble(out double number) && _numbers.Contains(number) ? null : Text,
        _ => null,
    };

    public override void Describe(JsonObject schema)
    {
        var allowed = new JsonArray([.. _texts.Select(text => JsonValue.Create(text)), .. _numbers.Select(number => JsonValue.Create(number))]);
        if (schema["type"] is JsonArray)
        {
            allowed.Add(null);
        }

        schema["enum"] = allowed;
    }

    private string Text => $"enum {string.Join(", ", [.. _texts, .. _numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))])}";
}
