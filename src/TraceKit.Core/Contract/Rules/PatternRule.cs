using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TraceKit.Contract.Rules;

/// <summary>A text that a regular expression matches as a whole; of a list, each text in it.</summary>
internal sealed class PatternRule : ValueRule
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Regex _whole;
    private readonly string _pattern;

    public PatternRule(string pattern)
    {
        _pattern = pattern.StartsWith('^') && pattern.EndsWith('$') ? pattern : $"^(?:{pattern})$";
        _whole = Linear($@"\A(?:{pattern})\z");
    }

    public override string? BrokenBy(Utf8JsonReader value)
    {
        if (value.TokenType != JsonTokenType.StartArray)
        {
            return value.TokenType == JsonTokenType.String ? BrokenBy(value.GetString()!) : null;
        }

        while (value.Read() && value.TokenType != JsonTokenType.EndArray)
        {
            if (value.TokenType == JsonTokenType.String && BrokenBy(value.GetString()!) is { } broken)
            {
                return broken;
            }

            value.Skip();
        }

        return null;
    }

    public override void Describe(JsonObject schema) => (schema["items"] as JsonObject ?? schema)["pattern"] = _pattern;

    private string? BrokenBy(string text)
    {
        try
        {
            return _whole.IsMatch(text) ? null : $"pattern {_pattern}";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"pattern {_pattern} (not decided within {Patience.TotalMilliseconds} ms)";
        }
    }

    /// <summary>Texts come from models: the time that a match takes must not depend on how cleverly they are made.</summary>
    private static Regex Linear(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
    }
}
