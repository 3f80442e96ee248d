using TraceKit.Payloads;

namespace TraceKit.Sft.Lineage;

/// <summary>The bytes of one event that a row was made of.</summary>
public sealed record SourceBytes
{
    /// <summary>The event's address, <c>run_id#seq</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Wire name of the event's type.</summary>
    public required string Type { get; init; }

    /// <summary>Offset of its line in the run file, in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>Length of its line without the line feed, in bytes.</summary>
    public required int Length { get; init; }

    /// <summary>SHA-256 of those bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The parts of the event's data that lie beside the run file. Default: none.</summary>
    public IReadOnlyList<BlobReference>? Blobs { get; init; }
}
