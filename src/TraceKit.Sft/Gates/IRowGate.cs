namespace TraceKit.Sft.Gates;

/// <summary>A question that is asked of each row by itself.</summary>
internal interface IRowGate
{
    string Id { get; }

    string Title { get; }

    /// <summary>Whether the row has anything that the gate looks at.</summary>
    bool Applies(RowView row);

    IEnumerable<RowProblem> Problems(RowView row);
}
