using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Gates;

/// <summary>FMT-01: the target's loader takes the row and leaves it as it is.</summary>
internal sealed class SchemaGate(ITargetFormat format) : IRowGate
{
    public string Id => "FMT-01";

    public string Title => $"row valid for {format.Name}";

    public bool Applies(RowView row) => true;

    public IEnumerable<RowProblem> Problems(RowView row) => format.SchemaProblems(row.Root);
}
