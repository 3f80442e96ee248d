using TraceKit.Reading;

namespace TraceKit.Interop.Importing;

/// <summary>What an import read and what became of it. <c>RecordsRead = RecordsImported + the sum of Rejected</c>, always.</summary>
public sealed record ImportReport
{
    /// <summary>The format.</summary>
    public required string Format { get; init; }

    /// <summary>Number of runs that were written.</summary>
    public required int Runs { get; init; }

    /// <summary>Number of runs that an earlier import had written with the same bytes.</summary>
    public required int AlreadyThere { get; init; }

    /// <summary>Number of events in the runs that were written.</summary>
    public required long Events { get; init; }

    /// <summary>Number of foreign records: trajectories of tau-bench, lines of the other formats, summaries of a trajectory lab.</summary>
    public required int RecordsRead { get; init; }

    /// <summary>Number of records that are in run files now, those of runs that were there already included.</summary>
    public required int RecordsImported { get; init; }

    /// <summary>Number of records that are not, by reason: a stable word such as <c>not_json</c>.</summary>
    public required IReadOnlyDictionary<string, int> Rejected { get; init; }

    /// <summary>What was noticed, in the order of the source.</summary>
    public required IReadOnlyList<TraceFinding> Findings { get; init; }

    /// <summary>Number of findings beyond the first thousand, which are counted only.</summary>
    public required int FindingsLeftOut { get; init; }

    /// <summary>The run files that were written, relative to <see cref="ImportOptions.Out"/>, with '/' between folders.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
