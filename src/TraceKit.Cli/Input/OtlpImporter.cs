using TraceKit.Interop.Importing;
using TraceKit.OpenTelemetry.Importing;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Input;

/// <summary>Imports OTLP/JSON files: spans of any program that speaks a known dialect, and the log records that are about them.</summary>
internal sealed class OtlpImporter : ITraceImporter
{
    private const int MaxFindings = 1000;

    /// <inheritdoc/>
    public string Format => "otlp";

    /// <inheritdoc/>
    public string Description => "OTLP/JSON files: spans of GenAI programs, one request a line or one document; a run for each trace.";

    /// <inheritdoc/>
    public bool Recognises(string path) => (File.Exists(path) || Directory.Exists(path)) && Sources(path).Count > 0;

    /// <inheritdoc/>
    public ImportReport Import(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<TraceFinding> findings = [];
        List<ImportedSpan> spans = [];
        List<SpanLog> logs = [];
        long refused = 0;
        IReadOnlyList<(string Path, string Name)> sources = File.Exists(path) ? SourceFiles.List(path, _ => true) : Sources(path);
        foreach ((string file, string name) in sources)
        {
            OtlpReader reader = OtlpReader.Open(file, findings.Add, name);
            foreach (OtlpItem item in reader.Read())
            {
                if (item.Span is { } span)
                {
                    spans.Add(new ImportedSpan(span, OriginOf(item, name)));
                    options.Progress?.Report(spans.Count + logs.Count);
                }
                else if (item.Log is { } log)
                {
                    logs.Add(log);
                }
            }

            refused += reader.Counts.Refused;
        }

        if (sources.Count == 0)
        {
            findings.Add(new TraceFinding(ImportRules.NothingFound, FindingSeverity.Error, path, 0, 0, "there is no OTLP/JSON file in it: a request is an object with 'resourceSpans' or 'resourceLogs', one a line"));
        }

        SpanImportReport report = SpanImport.Write(
            spans,
            new SpanImportOptions { Out = options.Out, Redaction = options.Redaction, Environment = options.Environment == "unknown" ? null : options.Environment },
            logs);
        findings.AddRange(report.Unchanged.Select(file => new TraceFinding(ImportRules.AlreadyThere, FindingSeverity.Info, file, 0, 0, "the run is there already, with the same bytes")));
        findings.AddRange(report.Conflicting.Select(file => new TraceFinding(ImportRules.Conflict, FindingSeverity.Error, file, 0, 0, "a run file of that name is there with other bytes, and was left alone; import into another folder")));
        return Booked(report, findings, spans.Count, logs.Count, (int)refused);
    }

    private static ImportReport Booked(SpanImportReport report, List<TraceFinding> findings, int spans, int logs, int refused)
    {
        (string Reason, int Count)[] rejected =
        [
            ("duplicate_span", report.Duplicates), ("log_of_no_span", report.LogsLeft), ("run_differs", report.Conflicts), ("wrong_shape", refused),
        ];
        return new ImportReport
        {
            Format = "otlp",
            Runs = report.Files.Count,
            AlreadyThere = report.Unchanged.Count,
            Events = report.Events,
            RecordsRead = spans + logs + refused,
            RecordsImported = report.Imported + report.AlreadyThere + logs - report.LogsLeft,
            Rejected = rejected.Where(pair => pair.Count > 0).ToDictionary(pair => pair.Reason, pair => pair.Count, StringComparer.Ordinal),
            Findings = [.. findings.Take(MaxFindings)],
            FindingsLeftOut = Math.Max(0, findings.Count - MaxFindings),
            Files = report.Files,
        };
    }

    private static IReadOnlyList<(string Path, string Name)> Sources(string path) =>
    [
        .. SourceFiles.List(path, name => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
            .Where(source => OtlpReader.Recognises(source.Path)),
    ];

    private static EventOrigin OriginOf(OtlpItem item, string name) => new()
    {
        Format = "otlp",
        File = name,
        Offset = item.Offset,
        Length = item.Length,
        Sha256 = item.Sha256,
        Type = "span",
    };
}
