using System.Diagnostics;
using System.Security.Cryptography;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.OpenTelemetry.Telling;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.OpenTelemetry.Importing;

/// <summary>Makes run files of spans that other programs exported: one for each trace, or for each run that the spans name.</summary>
public static class SpanImport
{
    private const string RunIdKey = "tracekit.run.id";

    /// <summary>Writes the runs. A run that is there already is left alone.</summary>
    /// <param name="spans">The spans, in any order.</param>
    /// <param name="options">Where the runs go and what the spans do not say.</param>
    /// <param name="logs">Log records of the GenAI conventions that came with them: messages and evaluations go to the spans that they are about. Default: none.</param>
    /// <returns>What became of the spans.</returns>
    /// <remarks>The same spans, origins and options give the same run files, byte for byte, in whatever order the spans come.</remarks>
    /// <exception cref="IOException">The run files cannot be written.</exception>
    public static SpanImportReport Write(IEnumerable<ImportedSpan> spans, SpanImportOptions options, IEnumerable<SpanLog>? logs = null)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(options);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Out));
        string workshop = $"{target}.importing-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        IReadOnlyList<ImportedSpan> joined = SpanLogs.Join([.. spans], logs ?? [], out int left);
        var report = new SpanImportReport { Spans = 0, Imported = 0, AlreadyThere = 0, Duplicates = 0, Conflicts = 0, LogsLeft = left, Files = [], Events = 0, Unchanged = [], Conflicting = [] };
        try
        {
            foreach (IGrouping<string, ImportedSpan> run in joined.GroupBy(RunIdOf, StringComparer.Ordinal).OrderBy(run => run.Key, StringComparer.Ordinal))
            {
                report = Place(report, new SpanTree(Ordered(run)), run.Key, workshop, target, options);
            }
        }
        finally
        {
            if (Directory.Exists(workshop))
            {
                Directory.Delete(workshop, recursive: true);
            }
        }

        return report with { Files = [.. report.Files.Order(StringComparer.Ordinal)] };
    }

    /// <summary>Of two spans of one id the same is the first, in whatever order they come.</summary>
    private static IEnumerable<ImportedSpan> Ordered(IEnumerable<ImportedSpan> spans) =>
        spans.OrderBy(span => span.Origin.File, StringComparer.Ordinal).ThenBy(span => span.Origin.Offset).ThenBy(span => span.Span.StartUnixNano).ThenBy(span => span.Span.SpanId, StringComparer.Ordinal);

    /// <summary>The run that a span names, else its trace.</summary>
    private static string RunIdOf(ImportedSpan imported) =>
        imported.Span.Attributes.FirstOrDefault(attribute => attribute.Key == RunIdKey).Value is string id && RunFormat.IsValidId(id) ? id : $"trace-{imported.Span.TraceId}";

    private static SpanImportReport Place(SpanImportReport report, SpanTree tree, string runId, string workshop, string target, SpanImportOptions options)
    {
        (string made, long events) = Make(tree, runId, workshop, options);
        string name = Path.GetRelativePath(workshop, made).Replace('\\', '/');
        string place = Path.Combine(target, name);
        int count = tree.Spans.Count;
        report = report with { Spans = report.Spans + count + tree.Duplicates, Duplicates = report.Duplicates + tree.Duplicates };
        if (!File.Exists(place))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(made, place, overwrite: false);
            return report with { Imported = report.Imported + count, Events = report.Events + events, Files = [.. report.Files, name] };
        }

        return File.ReadAllBytes(place).AsSpan().SequenceEqual(File.ReadAllBytes(made))
            ? report with { AlreadyThere = report.AlreadyThere + count, Unchanged = [.. report.Unchanged, name] }
            : report with { Conflicts = report.Conflicts + count, Conflicting = [.. report.Conflicting, name] };
    }

    private static (string Path, long Events) Make(SpanTree tree, string runId, string workshop, SpanImportOptions options)
    {
        SpanRecord root = tree.Root.Span;
        var clock = new SpanClock(UnixTime.Of(tree.Spans.Min(span => span.Imported.Span.StartUnixNano)));
        using var collector = new TraceCollector(new TraceKitOptions
        {
            RecoverAtStart = false,
            Root = workshop,
            Session = SessionOf(root, options),
            SessionId = runId,
            Ids = TraceIds.Repeatable(runId),
            Time = clock,
            Redaction = options.Redaction,
            MaxEventBytes = 7 * 1024 * 1024,
            MaxInlineTextBytes = 7 * 1024 * 1024, // the file is moved to its place, and so is one file without blobs
            OnWriteFailure = WriteFailurePolicy.Throw,
        });
        using TraceRun run = collector.StartRun(new RunDescriptor
        {
            RunId = runId,
            Goal = RunGoal.Of(tree.Spans.Select(span => span.Reading)) ?? root.Name,
            Agent = tree.Root.Step?.Metadata?.GetValueOrDefault(FieldNames.Of(Conventions.GenAiField.AgentName)),
            Tags = new Dictionary<string, string> { ["trace_id"] = root.TraceId, ["root_span"] = root.Name },
            Origin = new EventOrigin { Format = tree.Spans[0].Imported.Origin.Format, File = tree.Spans[0].Imported.Origin.File, Type = "trace" },
        });
        Tell(tree, run, clock);
        return (run.Path!, run.Written);
    }

    private static void Tell(SpanTree tree, TraceRun run, SpanClock clock)
    {
        var teller = new RunTeller(run);
        foreach ((ImportedSpan imported, SpanReading reading) in tree.Spans)
        {
            clock.Advance(UnixTime.Of(Math.Max(imported.Span.EndUnixNano, imported.Span.StartUnixNano)));
            teller.Tell(reading, run, imported.Span.ParentSpanId, tree.Whole(reading) is { } whole ? $"part_of:{whole}" : null, imported.Origin);
        }

        teller.Close();
        SpanRecord root = tree.Root.Span;
        if (root.EndUnixNano == 0)
        {
            run.Abort("never_ended");
        }
        else if (root.Status == ActivityStatusCode.Error)
        {
            run.Fail(new ErrorDetail { Type = tree.Root.StepResult?.Error?.Type ?? tree.Root.Call?.Error?.Type ?? "_OTHER", Message = root.StatusMessage }, "trace_failed");
        }
        else
        {
            run.Complete("trace_ended");
        }
    }

    private static TraceSession SessionOf(SpanRecord root, SpanImportOptions options)
    {
        string? Said(string key) => root.Resource.Attributes.FirstOrDefault(attribute => attribute.Key == key).Value is string { Length: > 0 } text ? text : null;

        string? environment = options.Environment ?? (Said("deployment.environment.name") is "production" or "training" or "evaluation" or "test" ? Said("deployment.environment.name") : "unknown");
        return new TraceSession
        {
            Environment = environment!,
            App = Said("service.name") is { } service ? new AppIdentity { Name = service, Version = Said("service.version") } : null,
        };
    }
}
