using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Contract.Rules;

/// <summary>How many characters (code points, as JSON Schema counts) a text has, or how many elements a list.</summary>
internal sealed class LengthRule(int min, int max) : ValueRule
{
    public override string? BrokenBy(Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.String => Broken(value.GetString()!.EnumerateRunes().Count(), "Length"),
        JsonTokenType.StartArray => Broken(CountOf(value), "Items"),
        _ => null,
    };

    public override void Describe(JsonObject schema)
    {
        string what = schema.ContainsKey("items") ? "Items" : "Length";
        if (min > 0)
        {
            schema["min" + what] = min;
        }

        if (max < int.MaxValue)
        {
            schema["max" + what] = max;
        }
    }

    private string? Broken(int count, string what) =>
        count < min ? string.Create(CultureInfo.InvariantCulture, $"min{what} {min}")
        : count > max ? string.Create(CultureInfo.InvariantCulture, $"max{what} {max}")
        : null;

    private static int CountOf(Utf8JsonReader list)
    {
        int count = 0;
        while (list.Read() && list.TokenType != JsonTokenType.EndArray)
        {
            list.Skip();
            count++;
        }

        return count;
    }
}
