using System.Text.RegularExpressions;

namespace TraceKit.Redaction;

/// <summary>Tries rules on one text, and remembers for each how far it has come.</summary>
/// <param name="rules">The rules of the policy.</param>
/// <param name="text">The text.</param>
/// <param name="from">Findings before this place do not count.</param>
/// <param name="propertiesOnly">Whether only rules count that read <c>name=value</c>.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class RuleMatch(IReadOnlyList<SecretRule> rules, string text, int from, bool propertiesOnly, List<Finding> findings)
{
    /// <summary>Texts are matched as a whole in windows of this many characters, so that a rule's timeout bounds each of them.</summary>
    internal const int Window = 64 * 1024;

    private readonly int[] _next = new int[rules.Count];
    private List<int>? _whole;

    /// <summary>Rules whose keyword stands at one place.</summary>
    public List<int> Candidates { get; } = [];

    /// <summary>Tries the candidates around their keyword.</summary>
    public void TryCandidates(int hit)
    {
        foreach (int number in Candidates)
        {
            SecretRule rule = rules[number];
            if (propertiesOnly && !rule.ReadsProperties)
            {
                continue;
            }

            if (rule.Lead is { } lead)
            {
                TryAround(rule, number, hit, lead);
            }
            else if (_next[number] == 0)
            {
                _next[number] = text.Length;
                (_whole ??= []).Add(number);
            }
        }

        Candidates.Clear();
    }

    /// <summary>Matches the rules of which nothing is known but that a keyword occurs.</summary>
    public void TryWholeText() => _whole?.ForEach(number =>
    {
        for (int at = 0; at < text.Length;)
        {
            at = TryFrom(rules[number], number, at);
        }
    });

    /// <summary>Lets the rules search that have no keywords.</summary>
    public void TrySearches(ReadOnlySpan<byte> bytes)
    {
        for (int number = 0; number < rules.Count; number++)
        {
            if (rules[number].Search is { } search && !propertiesOnly)
            {
                for (Extent found = search(bytes, 0); found.Holds; found = search(bytes, found.End))
                {
                    Add(number, found);
                }
            }
        }
    }

    private void TryAround(SecretRule rule, int number, int hit, int lead)
    {
        for (int start = Math.Max(_next[number], hit - lead); start <= hit - rule.NearestLead; start++)
        {
            foreach (ValueMatch match in rule.Anchored.EnumerateMatches(text, start))
            {
                Extent secret = Whole(rule, rule.Anchored, new Extent(match.Index, match.Index + match.Length));
                _next[number] = Math.Max(start + 1, secret.End);
                Add(number, secret);
                return;
            }
        }
    }

    /// <summary>Looks for the next match in a window.</summary>
    /// <returns>Where to go on.</returns>
    private int TryFrom(SecretRule rule, int number, int at)
    {
        // One character before the window, so that a word boundary is seen where it is and not where a window begins.
        int start = Math.Max(0, at - 1);
        int end = Math.Min(text.Length, at + Window);
        int limit = end == text.Length ? end : end - rule.LongestMatch - 1;
        foreach (ValueMatch match in rule.Automaton.EnumerateMatches(text.AsSpan(start, end - start), at - start))
        {
            if (start + match.Index >= limit)
            {
                break;
            }

            Extent secret = Whole(rule, rule.Automaton, new Extent(start + match.Index, start + match.Index + match.Length));
            Add(number, secret);
            return Math.Max(at + 1, secret.End);
        }

        return limit;
    }

    private Extent Whole(SecretRule rule, Regex matcher, Extent match)
    {
        if (rule.HasSecretGroup)
        {
            Group secret = matcher.Match(text, match.Start).Groups["secret"];
            match = secret.Success && secret.Length > 0 ? new Extent(secret.Index, secret.Index + secret.Length) : match;
        }

        Extent whole = rule.Reach?.From(text, match) ?? match;
        return whole with { Holds = whole.Holds && (rule.Check is null || rule.Check.Holds(text[whole.Start..whole.End])) };
    }

    private void Add(int number, Extent found)
    {
        if (found.Holds && found.Start >= from)
        {
            findings.Add(new Finding(found.Start, found.End, number, text[found.Start..found.End]));
        }
    }
}
