namespace TraceKit.Cli.Documents;

/// <summary>What <c>import --json</c> writes.</summary>
internal sealed record ImportDocument(string Out, IReadOnlyList<ImportEntry> Imports);

/// <summary>What became of one path.</summary>
internal sealed record ImportEntry
{
    public required string Path { get; init; }

    public required string Format { get; init; }

    public required int Runs { get; init; }

    public required int AlreadyThere { get; init; }

    public required long Events { get; init; }

    public required int RecordsRead { get; init; }

    public required int RecordsImported { get; init; }

    public required IReadOnlyDictionary<string, int> Rejected { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required IReadOnlyList<FindingEntry> Findings { get; init; }

    public required int FindingsLeftOut { get; init; }
}
