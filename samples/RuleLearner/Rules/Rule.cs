using System.Text.RegularExpressions;
using TraceKit.Learning;

namespace RuleLearner.Rules;

/// <summary>A regular expression that says of which class a text is.</summary>
/// <remarks>Patterns come from a model: they are matched without backtracking, in time that is linear in the text.</remarks>
public sealed class Rule(string id, string name, string pattern, string label, int priority)
{
    private readonly Regex _regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Pattern { get; } = pattern;

    public string Label { get; } = label;

    public int Priority { get; } = priority;

    /// <summary>Which rule it is, without what it says.</summary>
    public RuleRef Ref => new() { Id = Id, Name = Name, Format = "regex", Priority = Priority };

    public bool Matches(string text) => _regex.IsMatch(text);

    /// <summary>Whether a pattern can be a rule.</summary>
    public static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return pattern.Length > 0;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
