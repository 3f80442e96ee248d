namespace TraceKit.Redaction;

/// <summary>A secret in a text: where it stands, which rule found it, and what it is without its encoding.</summary>
internal readonly record struct Finding(int Start, int End, int Rule, string Secret)
{
    /// <summary>Orders by place and joins what overlaps; the earliest rule of a policy names the whole.</summary>
    public static List<Finding> Merged(List<Finding> findings, string text)
    {
        findings.Sort(static (left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.Rule.CompareTo(right.Rule));
        var merged = new List<Finding>(findings.Count);
        foreach (Finding finding in findings)
        {
            if (merged.Count > 0 && finding.Start < merged[^1].End)
            {
                Finding last = merged[^1];
                Finding named = finding.Rule < last.Rule ? finding : last;
                merged[^1] = named with { Start = last.Start, End = Math.Max(last.End, finding.End) };
            }
            else
            {
                merged.Add(finding);
            }
        }

        return [.. merged.Select(finding => finding.OnWholeCharacters(text))];
    }

    private Finding OnWholeCharacters(string text) => this with
    {
        Start = Start > 0 && char.IsLowSurrogate(text[Start]) ? Start - 1 : Start,
        End = End < text.Length && char.IsLowSurrogate(text[End]) ? End + 1 : End,
    };
}
