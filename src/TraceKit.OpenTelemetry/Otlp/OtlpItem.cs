using System.Security.Cryptography;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>A span or a log record of an OTLP/JSON file, with its place in the file.</summary>
public sealed class OtlpItem
{
    private readonly ReadOnlyMemory<byte> _json;

    internal OtlpItem(SpanRecord? span, SpanLog? log, long line, long offset, ReadOnlyMemory<byte> json)
    {
        Span = span;
        Log = log;
        Line = line;
        Offset = offset;
        _json = json;
    }

    /// <summary>The span, or null when it is a log record.</summary>
    public SpanRecord? Span { get; }

    /// <summary>The log record, or null when it is a span.</summary>
    public SpanLog? Log { get; }

    /// <summary>The line that it starts on, from 1.</summary>
    public long Line { get; }

    /// <summary>Offset of its JSON object in the file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Length of its JSON object in bytes.</summary>
    public int Length => _json.Length;

    /// <summary>Its JSON object as it lies in the file. The whole line is held in memory as long as the item is.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>SHA-256 of those bytes, in lower-case hexadecimal; computed at each call.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(_json.Span));
}
