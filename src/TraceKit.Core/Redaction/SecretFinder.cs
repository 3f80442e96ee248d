using System.Text;
using System.Text.RegularExpressions;

namespace TraceKit.Redaction;

/// <summary>Applies the rules of a policy to one text: as it is, without its escapes, and to runs that decode to other text; twice over.</summary>
internal sealed class SecretFinder(RedactionPolicy policy)
{
    /// <summary>Texts are matched in windows of this many characters, so that a rule's timeout bounds each of them.</summary>
    internal const int Window = 64 * 1024;

    /// <summary>How many times a secret may be escaped or encoded.</summary>
    internal const int Depth = 2;

    private readonly IReadOnlyList<SecretRule> _rules = policy.Rules;
    private readonly SecretScan _scan = policy.Scan;

    /// <summary>The secrets in a text, in the text's order and without overlap.</summary>
    public List<Finding> Find(string text)
    {
        var findings = new List<Finding>();
        Find(text, Depth, findings);
        return Finding.Merged(findings, text);
    }

    private void Find(string text, int depth, List<Finding> findings)
    {
        Match(text, 0, propertiesOnly: false, findings);
        if (depth > 0)
        {
            FindEscaped(text, depth, findings);
            FindEncoded(text, depth, findings);
        }
    }

    /// <summary>The secrets in the value of a property that is named like one, such as <c>password</c>.</summary>
    public List<Finding> FindInProperty(string name, string value)
    {
        var findings = new List<Finding>();
        string assignment = name + "=";
        Match(assignment + value, assignment.Length, propertiesOnly: true, findings);
        return [.. findings.Select(found => found with { Start = found.Start - assignment.Length, End = found.End - assignment.Length })];
    }

    private void Match(string text, int from, bool propertiesOnly, List<Finding> findings)
    {
        for (int i = 0; i < _rules.Count; i++)
        {
            SecretRule rule = _rules[i];
            if ((!propertiesOnly || rule.ReadsProperties) && rule.IsWorthTrying(text))
            {
                foreach (Extent found in Matches(rule, text))
                {
                    if (found.Start >= from)
                    {
                        findings.Add(new Finding(found.Start, found.End, i, text[found.Start..found.End]));
                    }
                }
            }
        }
    }

    private void FindEscaped(string text, int depth, List<Finding> findings)
    {
        if (EscapedText.Of(text) is { IsShorter: true } escaped)
        {
            var plain = new List<Finding>();
            Find(escaped.ToString(), depth - 1, plain);
            foreach (Finding found in plain)
            {
                Extent origin = escaped.Origin(new Extent(found.Start, found.End));
                findings.Add(found with { Start = origin.Start, End = origin.End });
            }
        }
    }

    private void FindEncoded(string text, int depth, List<Finding> findings)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        (int start, int length) = EncodedRuns.Next(bytes, 0);
        while (length > 0)
        {
            ReadOnlySpan<byte> run = bytes.AsSpan(start, length);
            if (_scan.RunHoldsKeyword(run, depth))
            {
                var inside = new List<Finding>();
                Find(Decoded(run), depth - 1, inside);
                findings.AddRange(inside.Take(1).Select(found => found with { Start = start, End = start + length }));
            }

            (start, length) = EncodedRuns.Next(bytes, start + length);
        }
    }

    private static string Decoded(ReadOnlySpan<byte> run)
    {
        byte[] decoded = new byte[run.Length];
        int written = EncodedRuns.Decode(run, EncodedRuns.IsHex(run), decoded);
        return Encoding.UTF8.GetString(decoded, 0, written);
    }

    private static IEnumerable<Extent> Matches(SecretRule rule, string text)
    {
        int from = 0;
        while (from < text.Length)
        {
            // One character before the window, so that a word boundary is seen where it is and not where a window begins.
            int start = Math.Max(0, from - 1);
            int end = Math.Min(text.Length, from + Window);
            int limit = end == text.Length ? end : end - rule.LongestMatch - 1;
            Extent match = First(rule, text.AsSpan(start, end - start), from - start);
            if (!match.Holds || start + match.Start >= limit)
            {
                from = limit;
                continue;
            }

            Extent secret = Whole(rule, text, new Extent(start + match.Start, start + match.End));
            from = Math.Max(from + 1, secret.End);
            if (secret.Holds)
            {
                yield return secret;
            }
        }
    }

    private static Extent First(SecretRule rule, ReadOnlySpan<char> window, int from)
    {
        foreach (ValueMatch match in rule.Automaton.EnumerateMatches(window, from))
        {
            return new Extent(match.Index, match.Index + match.Length);
        }

        return new Extent(0, 0, Holds: false);
    }

    private static Extent Whole(SecretRule rule, string text, Extent match)
    {
        if (rule.HasSecretGroup)
        {
            Group secret = rule.Automaton.Match(text, match.Start).Groups["secret"];
            match = secret.Success && secret.Length > 0 ? new Extent(secret.Index, secret.Index + secret.Length) : match;
        }

        Extent whole = rule.Reach?.From(text, match) ?? match;
        return whole with { Holds = whole.Holds && (rule.Check?.Holds(text[whole.Start..whole.End]) ?? true) };
    }
}
