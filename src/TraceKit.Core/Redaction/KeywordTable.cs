namespace TraceKit.Redaction;

/// <summary>The keywords of some rules, as they stand in bytes, each with the rules that it is for.</summary>
internal sealed class KeywordTable
{
    private readonly KeywordFilter _filter;
    private readonly SecretGlance?[][] _glances;
    private readonly int[][] _rules;
    private readonly int[] _lengths;

    public KeywordTable(IEnumerable<KeywordEntry> entries)
    {
        KeywordEntry[][] byKeyword = [.. entries.GroupBy(entry => Convert.ToHexString(entry.Keyword), StringComparer.Ordinal).Select(same => same.ToArray())];
        byte[][] keywords = [.. byKeyword.Select(same => same[0].Keyword)];
        _filter = new KeywordFilter(keywords);
        _glances = [.. byKeyword.Select(same => same.Select(entry => entry.Glance).ToArray())];
        _rules = [.. byKeyword.Select(same => same.Select(entry => entry.Rule).ToArray())];
        _lengths = [.. keywords.Select(keyword => keyword.Length)];
    }

    public int Longest => _filter.Longest;

    /// <summary>Whether a keyword begins between two places, and its rule's glance says yes.</summary>
    public bool Occurs(ReadOnlySpan<byte> text, int from, int to)
    {
        ReadOnlySpan<byte> part = text[..to];
        for (int at = _filter.Next(part, from); at >= 0; at = _filter.Next(part, at + 1))
        {
            foreach (int keyword in _filter.Candidates(text[at..]))
            {
                if (_filter.Begins(keyword, text[at..]) && IsLikely(text, at, keyword))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The next place from <paramref name="from"/> on where a keyword begins, or -1.</summary>
    public int Next(ReadOnlySpan<byte> text, int from) => _filter.Next(text, from);

    /// <summary>Adds the rules whose keyword begins at a place.</summary>
    public void RulesAt(ReadOnlySpan<byte> text, int at, List<int> rules)
    {
        foreach (int keyword in _filter.Candidates(text[at..]))
        {
            if (_filter.Begins(keyword, text[at..]))
            {
                for (int i = 0; i < _rules[keyword].Length; i++)
                {
                    if (_glances[keyword][i] is not { } glance || glance(text, at, at + _lengths[keyword]))
                    {
                        rules.Add(_rules[keyword][i]);
                    }
                }
            }
        }
    }

    private bool IsLikely(ReadOnlySpan<byte> text, int at, int keyword)
    {
        foreach (SecretGlance? glance in _glances[keyword])
        {
            if (glance is null || glance(text, at, at + _lengths[keyword]))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A keyword as it stands in bytes.</summary>
/// <param name="Keyword">The bytes.</param>
/// <param name="Rule">The number of its rule.</param>
/// <param name="Glance">The rule's look at what is around it, or null.</param>
internal readonly record struct KeywordEntry(byte[] Keyword, int Rule, SecretGlance? Glance)
{
    /// <summary>The keywords of a rule.</summary>
    public static IEnumerable<KeywordEntry> Of(SecretRule rule, int number, Func<string, byte[]> write) =>
        rule.Keywords.Select(keyword => new KeywordEntry(write(keyword), number, rule.Glance));
}
