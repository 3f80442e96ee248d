using System.Collections.Concurrent;
using TraceKit.Redaction;

namespace TraceKit.Telemetry;

/// <summary>Takes secrets out of the names and ids of one run, which come again and again; what it takes out is counted where the file is written.</summary>
internal sealed class NameRedaction(RunRedactor redactor)
{
    private const int Kept = 256;
    private const int KeptLength = 128;

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly RedactionCounts _counts = new();

    public string Redact(string text)
    {
        if (_known.TryGetValue(text, out string? known))
        {
            return known;
        }

        string redacted = redactor.RedactText(text, _counts);
        if (text.Length <= KeptLength && _known.Count < Kept)
        {
            _known[text] = redacted;
        }

        return redacted;
    }
}
