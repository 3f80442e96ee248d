using TraceKit.Reading;
using TraceKit.Sft.Lineage;
using TraceKit.Tools;

namespace TraceKit.Sft.Rows;

/// <summary>What may become a row: messages and where each came from.</summary>
internal sealed record CandidateRow
{
    public required string Kind { get; init; }

    public required RecordedRun Run { get; init; }

    /// <summary>The events that the row is made of, in order; the first names the candidate.</summary>
    public required IReadOnlyList<RecordedEvent> Events { get; init; }

    public required IReadOnlyList<RowMessage> Messages { get; init; }

    /// <summary>Tools that were declared to the model; null when that was not recorded.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>What came of the call, when it is one of a learning run and that was recorded.</summary>
    public CallEffect? Effect { get; init; }

    public long FirstSeq => Events[0].Seq;
}
