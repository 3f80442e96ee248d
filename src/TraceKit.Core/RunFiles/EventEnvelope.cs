using System.Buffers;
using TraceKit.ModelOutput;

namespace TraceKit.RunFiles;

/// <summary>What an event line says about its event apart from the data; the writer adds run, seq, time and checksum.</summary>
internal readonly record struct EventEnvelope
{
    private const int IdLength = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public required string Type { get; init; }

    public required int Version { get; init; }

    public int? Step { get; init; }

    public string? Role { get; init; }

    /// <summary>The <c>seq</c> of the decision input that this event answers.</summary>
    public long? Answers { get; init; }

    /// <summary>The <c>seq</c> of the decision input that this event belongs to.</summary>
    public long? Decision { get; init; }

    public string? SpanId { get; init; }

    public string? ParentSpanId { get; init; }

    /// <summary>Where in a model's reply the data was found, when it was read from one.</summary>
    public ModelOutputSpan? Parsed { get; init; }

    public EventOrigin? Origin { get; init; }

    /// <summary>Whether it says, beside its role, nothing but words of the contract, numbers, and ids as traces have them.</summary>
    public bool HasNoTexts => Origin is null && IsId(SpanId) && IsId(ParentSpanId);

    private static bool IsId(string? id) => id is null || (id.Length == IdLength && !id.AsSpan().ContainsAnyExcept(HexDigits));
}
