using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Redaction;

/// <summary>Says quickly whether JSON text may hold a secret; may be wrong only by saying yes.</summary>
internal sealed class SecretScan
{
    private const int Window = 1024;

    private readonly KeywordFilter _keywords;
    private readonly KeywordFilter _keywordsAndEscapes;
    private readonly int _step;

    public SecretScan(IEnumerable<SecretRule> rules)
    {
        byte[][] written = [.. rules.SelectMany(rule => rule.Keywords).Distinct(StringComparer.Ordinal).Select(AsWritten)];
        _keywords = new KeywordFilter(WithoutLonger(written));
        _keywordsAndEscapes = new KeywordFilter(WithoutLonger([.. written, .. EscapedText.Beginnings]));
        _step = (Window - Math.Min(Window / 2, _keywords.Longest)) & ~15;
    }

    public bool MayHold(ReadOnlySpan<byte> json) =>
        _keywordsAndEscapes.Occurs(json) || EscapedText.HoldsInvisible(json) || HoldsKeywordEncoded(json, SecretFinder.Depth);

    private bool HoldsKeywordEncoded(ReadOnlySpan<byte> json, int depth)
    {
        (int start, int length) = EncodedRuns.Next(json, 0);
        while (length > 0)
        {
            if (RunHoldsKeyword(json.Slice(start, length), depth))
            {
                return true;
            }

            (start, length) = EncodedRuns.Next(json, start + length);
        }

        return false;
    }

    /// <summary>Decodes a run piece by piece; the pieces overlap by more than a keyword.</summary>
    /// <param name="run">The run.</param>
    /// <param name="depth">How many times what is decoded may be encoded, this time included.</param>
    [SkipLocalsInit]
    public bool RunHoldsKeyword(ReadOnlySpan<byte> run, int depth)
    {
        if (run[1..].SequenceEqual(run[..^1]))
        {
            // One character again and again decodes to three bytes again and again: a keyword of them would be at the start.
            run = run[..Math.Min(run.Length, 2 * (_keywords.Longest + 3))];
        }

        bool hex = EncodedRuns.IsHex(run);
        Span<byte> bytes = stackalloc byte[Window];
        for (int at = 0; ; at += _step)
        {
            int length = Math.Min(Window, run.Length - at);
            int written = EncodedRuns.Decode(run.Slice(at, length), hex, bytes);
            if (_keywords.Occurs(bytes[..written]) || (depth > 1 && HoldsKeywordEncoded(bytes[..written], depth - 1)))
            {
                return true;
            }

            if (at + length == run.Length)
            {
                return false;
            }
        }
    }

    private static byte[] AsWritten(string keyword) =>
        JsonEncodedText.Encode(keyword, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();

    /// <summary>A keyword that holds another one finds nothing that the other does not find.</summary>
    private static IEnumerable<byte[]> WithoutLonger(byte[][] keywords) =>
        keywords.Where(keyword => !keywords.Any(other => other.Length < keyword.Length && keyword.AsSpan().IndexOf(other) >= 0));
}
