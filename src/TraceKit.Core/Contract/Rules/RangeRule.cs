using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Contract.Rules;

/// <summary>A number within bounds; a bound at the end of its type is none.</summary>
internal sealed class RangeRule : ValueRule
{
    private readonly double? _min;
    private readonly double? _max;
    private readonly string _minWord;
    private readonly string _maxWord;

    private RangeRule(RangeAttribute range)
    {
        _min = Bound(range.Minimum, int.MinValue, double.MinValue);
        _max = Bound(range.Maximum, int.MaxValue, double.MaxValue);
        _minWord = range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum";
        _maxWord = range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum";
    }

    /// <summary>The rule, or null for a range of another type than a number, which JSON does not have.</summary>
    public static RangeRule? Of(RangeAttribute range) => range.OperandType == typeof(int) || range.OperandType == typeof(double) ? new RangeRule(range) : null;

    public override string? BrokenBy(Utf8JsonReader value)
    {
        if (value.TokenType != JsonTokenType.Number || !value.TryGetDouble(out double number))
        {
            return null;
        }

        if (_min is { } min && (number < min || (number == min && _minWord != "minimum")))
        {
            return Text(_minWord, min);
        }

        return _max is { } max && (number > max || (number == max && _maxWord != "maximum")) ? Text(_maxWord, max) : null;
    }

    public override void Describe(JsonObject schema)
    {
        if (_min is { } min)
        {
            schema[_minWord] = Number(min);
        }

        if (_max is { } max)
        {
            schema[_maxWord] = Number(max);
        }
    }

    private static double? Bound(object bound, int endOfInt, double endOfDouble) => bound switch
    {
        int whole when whole != endOfInt => whole,
        double real when real != endOfDouble && double.IsFinite(real) => real,
        _ => null,
    };

    private static JsonValue Number(double bound) => bound == Math.Truncate(bound) && Math.Abs(bound) < long.MaxValue ? JsonValue.Create((long)bound) : JsonValue.Create(bound);

    private static string Text(string word, double bound) => string.Create(CultureInfo.InvariantCulture, $"{word} {bound}");
}
