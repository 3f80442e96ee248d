using TraceKit.Contract;

namespace TraceKit.Cli.Documents;

/// <summary>What <c>stats --json</c> writes. What no run states is null, never zero.</summary>
internal sealed record StatsDocument(
    string Path,
    int Files,
    RunStats Runs,
    EventStats Events,
    IReadOnlyList<ToolStats> Tools,
    IReadOnlyList<ModelStats> Models,
    LossStats Loss,
    int Errors,
    int Warnings);

/// <summary>Runs by how they ended and by whether they reached their goal.</summary>
internal sealed record RunStats(
    int Total, int Unsound, IReadOnlyDictionary<string, int> ByStatus, IReadOnlyList<SuccessCount> Success, Distribution DurationMs);

/// <summary>Runs of one outcome, as one source says.</summary>
internal sealed record SuccessCount(bool? Success, SuccessSource? Source, int Runs);

/// <summary>Events by type.</summary>
internal sealed record EventStats(long Total, IReadOnlyDictionary<string, long> ByType);

/// <summary>Calls of one tool; the error rate is failed of those that have a result.</summary>
internal sealed record ToolStats(
    string Tool, int Calls, int Ok, int Failed, int Unanswered, int NotFound, double? ErrorRate, Distribution LatencyMs);

/// <summary>Attempts of one model in one role; the parse failure rate is of the attempts that brought a reply.</summary>
internal sealed record ModelStats(
    string Role,
    string? Model,
    int Attempts,
    int Retries,
    IReadOnlyDictionary<string, int> ByStatus,
    int ParseFailures,
    double? ParseFailureRate,
    TokenStats Tokens,
    Distribution LatencyMs);

/// <summary>Tokens of the attempts that report them; a sum that nobody reports is null.</summary>
internal sealed record TokenStats(int ReportedBy, long? Input, long? Output, long? CachedInput, long? Reasoning);

/// <summary>What runs say that they lost; runs without an end line have no ledger.</summary>
internal sealed record LossStats(
    int RunsWithLedger,
    int RunsWithoutLedger,
    long Emitted,
    long Written,
    long Dropped,
    long Rejected,
    long Truncated,
    long Redacted,
    long EventsInGaps);

/// <summary>How many values there are, and their percentiles by nearest rank; null without values.</summary>
internal sealed record Distribution(int Count, double? P50, double? P95);
