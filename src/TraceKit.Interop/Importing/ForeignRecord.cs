using System.Text.Json;
using TraceKit.Contract;

namespace TraceKit.Interop.Importing;

/// <summary>A record of a foreign trace that has no place in the vocabularies, kept whole so that nothing is lost.</summary>
/// <remarks>Readers that are to check it add it to their catalog: <c>EventCatalog.Default.With&lt;ForeignRecord&gt;()</c>.</remarks>
public sealed record ForeignRecord : ITraceEvent<ForeignRecord>
{
    /// <inheritdoc/>
    public static TraceEventType<ForeignRecord> EventType { get; } = new("foreign_record", 1, InteropJson.Default.ForeignRecord);

    /// <summary>The record's type, in the foreign format's word.</summary>
    public required string Type { get; init; }

    /// <summary>What it says, verbatim.</summary>
    public required JsonElement Payload { get; init; }
}
