using TraceKit.OpenTelemetry.Otlp;

namespace TraceKit.Cli.Documents;

/// <summary>What <c>export otlp --json</c> writes.</summary>
internal sealed record ExportDocument
{
    public required string Path { get; init; }

    /// <summary>The address of the spans, or the file.</summary>
    public required string To { get; init; }

    public required string Profile { get; init; }

    public required bool Content { get; init; }

    public required int Runs { get; init; }

    /// <summary>Runs without an end.</summary>
    public required int RunsLeftOut { get; init; }

    public required OtlpTally Spans { get; init; }

    /// <summary>Labels, as log records.</summary>
    public required OtlpTally Logs { get; init; }

    public required long Requests { get; init; }

    public required long Retries { get; init; }

    public required long Bytes { get; init; }

    public required IReadOnlyList<OtlpProblem> Problems { get; init; }
}
