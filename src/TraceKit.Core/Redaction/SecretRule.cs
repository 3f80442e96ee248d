using System.Collections.ObjectModel;
using System.Text.RegularExpressions;

namespace TraceKit.Redaction;

/// <summary>How one kind of secret is recognized.</summary>
/// <remarks>Immutable and safe for threads. The automaton is built when a keyword occurs for the first time.</remarks>
public sealed partial class SecretRule
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lazy<Regex> _automaton;
    private readonly Lazy<Regex> _anchored;

    /// <summary>Describes a kind of secret.</summary>
    /// <param name="name">Lower-case words joined by <c>-</c>, such as <c>github-token</c>, at most 48 characters; it is seen in the redacted text.</param>
    /// <param name="keywords">Literal texts, case as given; the pattern is tried only where one of them occurs.</param>
    /// <param name="pattern">
    /// A regular expression with bounded repetition only (<c>?</c>, <c>{n}</c>, <c>{n,m}</c>), without look-around, back-references and inline
    /// options. A group <c>(?&lt;secret&gt;…)</c> says which part is replaced. Without it: the whole match.
    /// </param>
    /// <param name="check">What the secret must satisfy besides. Default: nothing.</param>
    /// <exception cref="ArgumentException">The name, the keywords or the pattern do not have the form above.</exception>
    public SecretRule(string name, IEnumerable<string> keywords, string pattern, SecretCheck? check = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentNullException.ThrowIfNull(pattern);
        string[] words = [.. keywords];
        if (name.Length > 48 || !NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is no rule name: use lower-case words joined by '-', such as 'github-token'.", nameof(name));
        }

        if (words.Length == 0 || words.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"Rule '{name}' needs a keyword, and no keyword may be blank: the pattern is tried only where one occurs.", nameof(keywords));
        }

        Name = name;
        Keywords = new ReadOnlyCollection<string>(words);
        Pattern = pattern;
        Check = check;
        LongestMatch = Measure(name, pattern);
        _automaton = new Lazy<Regex>(() => new Regex(pattern, Options | RegexOptions.NonBacktracking, Patience));
        _anchored = new Lazy<Regex>(() => new Regex($@"\G(?:{pattern})", Options, Patience));
    }

    /// <summary>The rule's name, such as <c>github-token</c>.</summary>
    public string Name { get; }

    /// <summary>Literal texts, one of which occurs where the secret occurs.</summary>
    public IReadOnlyList<string> Keywords { get; }

    /// <summary>The regular expression.</summary>
    public string Pattern { get; }

    /// <summary>What the secret must satisfy besides its pattern, if anything.</summary>
    public SecretCheck? Check { get; }

    internal SecretReach? Reach { get; init; }

    /// <summary>Whether the rule reads <c>name=value</c>, and so also a property's name with its value.</summary>
    internal bool ReadsProperties { get; init; }

    /// <summary>How far before a keyword a match begins at most, or null when nothing is known of it; then the whole text is matched.</summary>
    internal int? Lead { get; init; }

    /// <summary>How far before a keyword a match begins at least.</summary>
    internal int NearestLead { get; init; }

    /// <summary>Whether a match holds sixteen characters of a token in a row, of which the keyword is one or stands not far before them.</summary>
    internal bool HoldsRun { get; init; }

    /// <summary>A look at a keyword that says cheaply that it is none, or null.</summary>
    internal SecretGlance? Glance { get; init; }

    /// <summary>What finds the secrets instead of keywords and pattern, or null.</summary>
    internal SecretSearch? Search { get; init; }

    internal int LongestMatch { get; }

    /// <summary>Matches anywhere in a text, in a time that grows with its length alone.</summary>
    internal Regex Automaton => _automaton.Value;

    /// <summary>Matches at one place; by backtracking, which the pattern's bounds keep short.</summary>
    internal Regex Anchored => _anchored.Value;

    internal bool HasSecretGroup => Pattern.Contains("(?<secret>", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static int Measure(string name, string pattern)
    {
        try
        {
            int longest = PatternSize.Of(pattern);
            _ = new Regex(pattern, Options);
            return longest;
        }
        catch (Exception refusal) when (refusal is FormatException or ArgumentException)
        {
            throw new ArgumentException($"The pattern of rule '{name}' is refused: {refusal.Message}", nameof(pattern), refusal);
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
