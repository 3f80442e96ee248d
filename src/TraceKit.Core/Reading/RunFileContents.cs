namespace TraceKit.Reading;

/// <summary>What a file holds: its runs, most often one, and what was noticed.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Runs">The runs, in the order of their first lines.</param>
/// <param name="Findings">The findings, in the order of the file.</param>
public sealed record RunFileContents(string File, IReadOnlyList<RecordedRun> Runs, IReadOnlyList<TraceFinding> Findings);
