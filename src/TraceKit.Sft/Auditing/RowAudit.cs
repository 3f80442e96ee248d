using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Auditing;

/// <summary>The ancestry of one row, with what was found when it was proved.</summary>
public sealed record RowAudit
{
    /// <summary>The row's name.</summary>
    public required string Row { get; init; }

    /// <summary>The row's text, as it lies in its file.</summary>
    public required string Text { get; init; }

    /// <summary>What the dataset says of its ancestry.</summary>
    public required LineageRow Lineage { get; init; }

    /// <summary>The events that it was made of, as they lie in the run file; without the text where the bytes are not there.</summary>
    public required IReadOnlyList<AuditedSource> Sources { get; init; }

    /// <summary>What does not fit; empty when the row is proved.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
