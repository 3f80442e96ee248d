using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Redaction;

/// <summary>Says quickly whether JSON text may hold a secret; may be wrong only by saying yes.</summary>
internal sealed class SecretScan
{
    private const int Window = 1024;

    private readonly SearchValues<string> _keywords;
    private readonly int _overlap;

    public SecretScan(IEnumerable<SecretRule> rules)
    {
        string[] written = [.. rules.SelectMany(rule => rule.Keywords).Select(AsWritten).Distinct(StringComparer.Ordinal)];
        _keywords = SearchValues.Create(WithoutLonger(written), StringComparison.Ordinal);
        _overlap = Math.Min(Window / 2, written.Select(keyword => keyword.Length).DefaultIfEmpty(1).Max() - 1);
    }

    public bool MayHold(ReadOnlySpan<byte> json) => HoldsKeyword(json) || EscapedText.MayHide(json) || HoldsKeywordEncoded(json);

    /// <summary>Bytes are widened one to one, so that UTF-8 keywords are found in UTF-8 text by the vectorised search over characters.</summary>
    [SkipLocalsInit]
    private bool HoldsKeyword(ReadOnlySpan<byte> bytes)
    {
        Span<char> window = stackalloc char[Window];
        while (true)
        {
            int length = Math.Min(Window, bytes.Length);
            Encoding.Latin1.GetChars(bytes[..length], window);
            if (window[..length].ContainsAny(_keywords))
            {
                return true;
            }

            if (length == bytes.Length)
            {
                return false;
            }

            bytes = bytes[(length - _overlap)..];
        }
    }

    private bool HoldsKeywordEncoded(ReadOnlySpan<byte> json)
    {
        (int start, int length) = EncodedRuns.Next(json, 0);
        while (length > 0)
        {
            if (RunHoldsKeyword(json.Slice(start, length)))
            {
                return true;
            }

            (start, length) = EncodedRuns.Next(json, start + length);
        }

        return false;
    }

    [SkipLocalsInit]
    public bool RunHoldsKeyword(ReadOnlySpan<byte> run)
    {
        bool hex = EncodedRuns.IsHex(run);
        Span<byte> bytes = stackalloc byte[Window];
        int step = (Window - _overlap) & ~3;
        for (int at = 0; ; at += step)
        {
            int length = Math.Min(Window, run.Length - at);
            int written = EncodedRuns.Decode(run.Slice(at, length), hex, bytes);
            if (HoldsKeyword(bytes[..written]))
            {
                return true;
            }

            if (at + length == run.Length)
            {
                return false;
            }
        }
    }

    private static string AsWritten(string keyword) =>
        Encoding.Latin1.GetString(JsonEncodedText.Encode(keyword, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);

    /// <summary>A keyword that holds another one finds nothing that the other does not find.</summary>
    private static string[] WithoutLonger(string[] keywords) =>
        [.. keywords.Where(keyword => !keywords.Any(other => other.Length < keyword.Length && keyword.Contains(other, StringComparison.Ordinal)))];
}
