using System.Security.Cryptography;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.Redaction;
using TraceKit.RunFiles;

namespace TraceKit.Interop.Importing;

/// <summary>Writes runs beside the target folder, checks them, and moves them in; what is there already is never overwritten.</summary>
/// <remarks>The workshop lies beside the folder, not in it: an import that is killed leaves nothing that a reader of the folder would find.</remarks>
internal sealed class ImportTarget : IDisposable
{
    private static readonly EventCatalog Catalog = EventCatalog.Default.With<ForeignRecord>();

    private readonly string _out;
    private readonly string _workshop;
    private readonly ImportLedger _ledger;
    private readonly RedactionPolicy _redaction;

    public ImportTarget(ImportOptions options, ImportLedger ledger)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Out);
        _out = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Out));
        _workshop = $"{_out}.importing-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        _ledger = ledger;
        _redaction = options.Redaction;
    }

    /// <summary>Writes one run and books its records.</summary>
    /// <param name="plan">What is known of it.</param>
    /// <param name="tell">Emits its events and ends it.</param>
    public void Write(RunPlan plan, Action<TraceRun, ImportClock> tell)
    {
        string made = Make(plan, tell);
        string name = Path.GetRelativePath(_workshop, made).Replace('\\', '/');
        RunFileContents contents = RunFileReader.Read(made, name, Catalog);
        if (Unsound(contents) is { } problem)
        {
            _ledger.Error(ImportRules.Unsound, plan.Source, $"run '{plan.RunId}' was not kept: {problem}");
            _ledger.Reject("unsound", plan.Records);
        }
        else
        {
            Place(plan, made, name, contents.Runs[0].Events.Count);
        }

        File.Delete(made);
        _ledger.ReportProgress();
    }

    /// <summary>Removes the workshop.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_workshop))
        {
            Directory.Delete(_workshop, recursive: true);
        }
    }

    private static string? Unsound(RunFileContents contents)
    {
        if (contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } broken)
        {
            return broken.ToString();
        }

        return contents.Runs is [{ End: { Loss: { Rejected: 0, Truncated: 0, Dropped: 0 } } } run] && run.Events.All(recorded => recorded.Blobs.Count == 0) ? null : "an event is not in it, or is not whole";
    }

    private string Make(RunPlan plan, Action<TraceRun, ImportClock> tell)
    {
        var clock = new ImportClock(plan.StartedAt);
        using var collector = new TraceCollector(new TraceKitOptions
        {
            RecoverAtStart = false,
            Root = _workshop,
            Session = plan.Session,
            SessionId = plan.SessionId,
            Ids = TraceIds.Repeatable(plan.RunId),
            Time = clock,
            Redaction = _redaction,
            MaxEventBytes = 7 * 1024 * 1024,
            MaxInlineTextBytes = 7 * 1024 * 1024, // an imported run is moved to its place, and so is one file without blobs
            OnWriteFailure = WriteFailurePolicy.Throw,
        });
        using TraceRun run = collector.StartRun(plan.Descriptor);
        tell(run, clock);
        return run.Path!;
    }

    private void Place(RunPlan plan, string made, string name, int events)
    {
        string place = Path.Combine(_out, name);
        if (!File.Exists(place))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(made, place, overwrite: false);
            _ledger.Wrote(name, events, plan.Records);
        }
        else if (File.ReadAllBytes(place).AsSpan().SequenceEqual(File.ReadAllBytes(made)))
        {
            _ledger.WasThere(plan.Records);
            _ledger.Info(ImportRules.AlreadyThere, plan.Source, $"run '{plan.RunId}' is there already ({name})");
        }
        else
        {
            string what = $"run '{plan.RunId}' would differ from the run file that is there already ({name}), which was left alone";
            _ledger.Error(ImportRules.Conflict, plan.Source, what);
            _ledger.Reject("conflict", plan.Records);
        }
    }
}
