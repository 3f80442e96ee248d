using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Redaction;

/// <summary>Says quickly whether JSON text may hold a secret; may be wrong only by saying yes.</summary>
/// <remarks>
/// Most keys and tokens are long runs of letters and digits, which prose has hardly any of: their keywords are looked for near such runs alone.
/// What a run decodes to is scanned where it holds something that can be read at all.
/// </remarks>
internal sealed class SecretScan
{
    /// <summary>The least run of a rule that <see cref="SecretRule.HoldsRun"/>.</summary>
    internal const int LeastRun = 16;

    private const string RunCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~!";
    private const int BeforeRun = 128;
    private const int Window = 2048;
    private const int Overlap = 512;
    private const int ShortestSecret = 6;

    private static readonly CharacterSet Runs = new(RunCharacters);
    private static readonly CharacterSet Readable = new(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)));
    private static readonly KeywordEntry[] EscapeEntries = [.. EscapedText.Beginnings.Select(beginning => new KeywordEntry(beginning, 0, Glance: null))];
    private static readonly KeywordTable Escapes = new(EscapeEntries);

    private readonly KeywordTable _anywhere;
    private readonly KeywordTable _anywhereOrEscaped;
    private readonly KeywordTable _nearRuns;
    private readonly KeywordTable _names;
    private readonly SecretSearch[] _searches;
    private readonly int _readable;

    public SecretScan(IReadOnlyList<SecretRule> rules)
    {
        SecretRule[] anywhere = [.. rules.Where(rule => !rule.HoldsRun && rule.Search is null)];
        _anywhere = Table(anywhere);
        _anywhereOrEscaped = new KeywordTable([.. Entries(anywhere), .. EscapeEntries]);
        _nearRuns = Table(rules.Where(rule => rule.HoldsRun));
        _names = new KeywordTable(Entries(rules.Where(rule => rule.ReadsProperties)).Select(entry => entry with { Glance = null }));
        _searches = [.. rules.Select(rule => rule.Search).OfType<SecretSearch>()];
        bool known = rules.All(rule => rule.Lead is not null || rule.Search is not null);
        _readable = known ? ShortestSecret : 1;
    }

    public bool MayHold(ReadOnlySpan<byte> json) =>
        _anywhereOrEscaped.Occurs(json, 0, json.Length)
        || EscapedText.HoldsInvisible(json)
        || MatchesShape(json)
        || HoldsInRuns(json, SecretFinder.Depth);

    /// <summary>Whether a property's name is one whose value is a secret, or may hold one itself.</summary>
    public bool MayNameSecret(ReadOnlySpan<byte> name) => _names.Occurs(name, 0, name.Length);

    /// <summary>Decodes a run piece by piece; the pieces overlap by more than a keyword and what it is recognized by.</summary>
    /// <param name="run">The run.</param>
    /// <param name="depth">How many times what is decoded may be encoded, this time included.</param>
    [SkipLocalsInit]
    public bool RunHoldsKeyword(ReadOnlySpan<byte> run, int depth)
    {
        if (EncodedRuns.IsRepeated(run))
        {
            // One character again and again decodes to three bytes again and again: what they spell is at the start.
            run = run[..Math.Min(run.Length, Overlap)];
        }

        Span<byte> room = stackalloc byte[2 * Window];
        for (int at = 0; ; at += Window - Overlap)
        {
            int length = Math.Min(Window, run.Length - at);
            var decoding = new Decoding(run.Slice(at, length), room);
            while (decoding.MoveNext())
            {
                if (DecodedMayHold(decoding.Current, depth - 1))
                {
                    return true;
                }
            }

            if (at + length == run.Length)
            {
                return false;
            }
        }
    }

    /// <summary>Whether what a run decodes to may hold a secret, plain or encoded so many times.</summary>
    public bool DecodedMayHold(ReadOnlySpan<byte> decoded, int depth) =>
        Readable.NextRun(decoded, 0, _readable).Length > 0
        && (_anywhere.Occurs(decoded, 0, decoded.Length)
            || MatchesShape(decoded)
            || HoldsInRuns(decoded, depth)
            || (depth > 0 && Ascii.IsValid(decoded) && Escapes.Occurs(decoded, 0, decoded.Length)));

    private bool MatchesShape(ReadOnlySpan<byte> text)
    {
        foreach (SecretSearch search in _searches)
        {
            if (search(text, 0).Holds)
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsInRuns(ReadOnlySpan<byte> text, int depth)
    {
        int done = 0;
        (int start, int length) = Runs.NextRun(text, 0, LeastRun);
        while (length > 0)
        {
            int end = start + length;
            if (_nearRuns.Occurs(text, Math.Max(done, start - BeforeRun), end)
                || (depth > 0 && length >= EncodedRuns.Shortest && RunsHoldKeyword(text.Slice(start, length), depth)))
            {
                return true;
            }

            done = Math.Max(0, end - _nearRuns.Longest);
            (start, length) = Runs.NextRun(text, end, LeastRun);
        }

        return false;
    }

    private bool RunsHoldKeyword(ReadOnlySpan<byte> text, int depth)
    {
        (int start, int length) = EncodedRuns.Next(text, 0);
        while (length > 0)
        {
            if (RunHoldsKeyword(text.Slice(start, length), depth))
            {
                return true;
            }

            (start, length) = EncodedRuns.Next(text, start + length);
        }

        return false;
    }

    private static KeywordTable Table(IEnumerable<SecretRule> rules) => new(Entries(rules));

    private static IEnumerable<KeywordEntry> Entries(IEnumerable<SecretRule> rules) => rules.SelectMany((rule, number) => KeywordEntry.Of(rule, number, AsWritten));

    private static byte[] AsWritten(string keyword) =>
        JsonEncodedText.Encode(keyword, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
}
