namespace TraceKit.Cli.Documents;

/// <summary>What <c>ls --json</c> writes.</summary>
internal sealed record LsDocument(string Path, int Files, IReadOnlyList<RunEntry> Runs, int Errors, int Warnings);
