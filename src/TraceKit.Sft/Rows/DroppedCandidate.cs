namespace TraceKit.Sft.Rows;

/// <summary>Something that did not become a row, and why.</summary>
internal sealed record DroppedCandidate(string Stage, string Reason, string RunId, long? Seq, string? Kind, string? Detail = null);
