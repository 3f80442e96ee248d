namespace TraceKit.OpenTelemetry.Importing;

/// <summary>What became of imported spans. <c>Spans = Imported + AlreadyThere + Duplicates + Conflicts</c>, always.</summary>
public sealed record SpanImportReport
{
    /// <summary>Number of spans that were given.</summary>
    public required int Spans { get; init; }

    /// <summary>Number of spans in run files that were written.</summary>
    public required int Imported { get; init; }

    /// <summary>Number of spans in run files that an earlier import wrote with the same bytes.</summary>
    public required int AlreadyThere { get; init; }

    /// <summary>Number of spans of an id that stood in their trace before; the first counts.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Number of spans of runs whose file is there with other bytes, and was left alone.</summary>
    public required int Conflicts { get; init; }

    /// <summary>Number of log records that are about no span that is here, and are in no run.</summary>
    public required int LogsLeft { get; init; }

    /// <summary>The run files that were written, relative to <see cref="SpanImportOptions.Out"/>, with '/' between folders, in ordinal order.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Number of events in the run files that were written.</summary>
    public required long Events { get; init; }

    /// <summary>The run files that an earlier import wrote with the same bytes.</summary>
    public required IReadOnlyList<string> Unchanged { get; init; }

    /// <summary>The run files that would differ from what is there.</summary>
    public required IReadOnlyList<string> Conflicting { get; init; }
}
