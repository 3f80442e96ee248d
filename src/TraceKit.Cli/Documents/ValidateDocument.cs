namespace TraceKit.Cli.Documents;

/// <summary>What <c>validate --json</c> writes.</summary>
internal sealed record ValidateDocument
{
    public required string Path { get; init; }

    public required int Files { get; init; }

    public required int Runs { get; init; }

    public required long Events { get; init; }

    public required int Errors { get; init; }

    public required int Warnings { get; init; }

    public required int Infos { get; init; }

    public required IReadOnlyList<RuleCount> Rules { get; init; }

    public required IReadOnlyList<FindingEntry> Findings { get; init; }
}

/// <summary>How often a rule was found broken.</summary>
internal sealed record RuleCount(string Rule, string Severity, int Findings, int Files, string Meaning);
