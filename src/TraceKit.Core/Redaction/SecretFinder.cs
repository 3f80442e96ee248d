using System.Buffers;
using System.Text;

namespace TraceKit.Redaction;

/// <summary>Applies the rules of a policy to one text: as it is, without its escapes, and to runs that decode to other text; twice over.</summary>
internal sealed class SecretFinder(RedactionPolicy policy)
{
    /// <summary>How many times a secret may be escaped or encoded.</summary>
    internal const int Depth = 2;

    private readonly IReadOnlyList<SecretRule> _rules = policy.Rules;
    private readonly SecretScan _scan = policy.Scan;
    private readonly KeywordTable _keywords = policy.Keywords;

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
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Span<byte> bytes = rented.AsSpan(0, text.Length);
            NarrowText.Write(text, bytes);
            var match = new RuleMatch(_rules, text, from, propertiesOnly, findings);
            for (int at = _keywords.Next(bytes, 0); at >= 0; at = _keywords.Next(bytes, at + 1))
            {
                _keywords.RulesAt(bytes, at, match.Candidates);
                match.TryCandidates(at);
            }

            match.TryWholeText();
            match.TrySearches(bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
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
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Span<byte> bytes = rented.AsSpan(0, text.Length);
            NarrowText.Write(text, bytes);
            (int start, int length) = EncodedRuns.Next(bytes, 0);
            while (length > 0)
            {
                if (_scan.RunHoldsKeyword(bytes.Slice(start, length), depth) && FindInRun(bytes.Slice(start, length), depth) is { } found)
                {
                    findings.Add(found with { Start = start, End = start + length });
                }

                (start, length) = EncodedRuns.Next(bytes, start + length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>The first secret that a run decodes to, or null.</summary>
    private Finding? FindInRun(ReadOnlySpan<byte> run, int depth)
    {
        byte[] room = ArrayPool<byte>.Shared.Rent(2 * run.Length);
        try
        {
            var inside = new List<Finding>();
            var decoding = new Decoding(run, room);
            while (inside.Count == 0 && decoding.MoveNext())
            {
                if (_scan.DecodedMayHold(decoding.Current, depth - 1))
                {
                    Find(Encoding.UTF8.GetString(decoding.Current), depth - 1, inside);
                }
            }

            return inside.Count == 0 ? null : inside.MinBy(found => found.Start);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room, clearArray: true);
        }
    }
}
