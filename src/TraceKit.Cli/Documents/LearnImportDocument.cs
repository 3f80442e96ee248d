namespace TraceKit.Cli.Documents;

/// <summary>What <c>learn import --json</c> writes.</summary>
internal sealed record LearnImportDocument(string Out, string Storage, IReadOnlyList<ImportEntry> Imports, IReadOnlyList<StoryEntry> Stories);

/// <summary>A story that was rebuilt.</summary>
internal sealed record StoryEntry(string RunId, string? Dataset, string File, int Entries, int Findings);
