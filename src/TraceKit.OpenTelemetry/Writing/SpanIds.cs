using System.Security.Cryptography;
using System.Text;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Ids of traces and spans for what was recorded while nobody listened: the same for the same run, whoever asks.</summary>
internal static class SpanIds
{
    /// <summary>Id of the trace of a run: its own digits when it is a UUID, else made of it.</summary>
    public static string TraceOf(string runId) =>
        Guid.TryParse(runId, out Guid uuid) && uuid != Guid.Empty ? uuid.ToString("N") : Hash(runId)[..32];

    /// <summary>Id of the span of something in a run.</summary>
    public static string SpanOf(string address) => Hash(address)[..16];

    /// <summary>Whether a text is the id of a trace: a file may hold anything.</summary>
    public static bool IsTrace(string id) => IsId(id, 32);

    /// <summary>The id of a span, or null when the text is none.</summary>
    public static string? Span(string? id) => id is not null && IsId(id, 16) ? id : null;

    private static bool IsId(string id, int length) => id.Length == length && id.All(char.IsAsciiHexDigitLower) && id.AsSpan().ContainsAnyExcept('0');

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"tracekit\n{text}")));
}
