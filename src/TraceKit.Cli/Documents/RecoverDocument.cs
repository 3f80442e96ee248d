namespace TraceKit.Cli.Documents;

/// <summary>What <c>recover --json</c> writes.</summary>
internal sealed record RecoverDocument(string Path, IReadOnlyList<RecoverEntry> Files);

/// <summary>What was done with a file: <c>none</c>, <c>sealed</c>, <c>tail_set_aside</c>, <c>line_completed</c> or <c>skipped</c>, then with a reason.</summary>
internal sealed record RecoverEntry(string File, string Action, long TornBytes, string? Reason);
