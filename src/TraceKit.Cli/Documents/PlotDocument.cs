namespace TraceKit.Cli.Documents;

/// <summary>What <c>learn plot --json</c> writes.</summary>
internal sealed record PlotDocument(string RunId, IReadOnlyList<string> Files);
