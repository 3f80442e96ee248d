using TraceKit.Reading;

namespace TraceKit.Sft.Auditing;

/// <summary>What an audit found.</summary>
public sealed record AuditResult
{
    /// <summary>The dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The folder of run files that sources were looked up in.</summary>
    public required string Traces { get; init; }

    /// <summary>Rows that were proved or not.</summary>
    public required long RowsChecked { get; init; }

    /// <summary>What does not fit in the dataset's own files; each names the file.</summary>
    public required IReadOnlyList<string> DatasetProblems { get; init; }

    /// <summary>What reading the run files found.</summary>
    public required IReadOnlyList<TraceFinding> RunFindings { get; init; }

    /// <summary>The row that was asked for, or the rows that could not be proved.</summary>
    public required IReadOnlyList<RowAudit> Rows { get; init; }

    /// <summary>Whether everything that was looked at is proved.</summary>
    public bool IsProved =>
        DatasetProblems.Count == 0
        && !RunFindings.Any(finding => finding.Severity == FindingSeverity.Error)
        && Rows.All(row => row.Problems.Count == 0);
}
