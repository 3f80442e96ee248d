using TraceKit.Reading;

namespace TraceKit.Interop.Importing;

/// <summary>Keeps the books of an import: every record that is read is either imported or rejected with a reason.</summary>
internal sealed class ImportLedger(string format, ImportOptions options)
{
    private const int MaxFindings = 1000;

    private readonly SortedDictionary<string, int> _rejected = new(StringComparer.Ordinal);
    private readonly List<TraceFinding> _findings = [];
    private readonly List<string> _files = [];
    private int _read;
    private int _runs;
    private int _alreadyThere;
    private long _events;
    private int _imported;
    private int _findingsLeftOut;

    /// <summary>Counts records where they are found in the source, before anything is decided about them.</summary>
    public void Read(int records = 1) => _read += records;

    /// <summary>Counts records that did not become part of a run.</summary>
    public void Reject(string reason, int records = 1)
    {
        if (records > 0)
        {
            _rejected[reason] = _rejected.GetValueOrDefault(reason) + records;
        }
    }

    /// <summary>Counts the records of a run that was written.</summary>
    public void Wrote(string file, long events, int records)
    {
        _runs++;
        _events += events;
        _imported += records;
        _files.Add(file);
    }

    /// <summary>Counts the records of a run that was there already.</summary>
    public void WasThere(int records)
    {
        _alreadyThere++;
        _imported += records;
    }

    public void Info(string rule, string file, string message, long line = 0) => Find(new(rule, FindingSeverity.Info, file, line, 0, message));

    public void Warn(string rule, string file, string message, long line = 0) => Find(new(rule, FindingSeverity.Warning, file, line, 0, message));

    public void Error(string rule, string file, string message, long line = 0, long column = 0) =>
        Find(new(rule, FindingSeverity.Error, file, line, column, message));

    /// <summary>Tells whoever wants to know how far the import is.</summary>
    public void ReportProgress() => options.Progress?.Report(_read);

    public ImportReport ToReport() => new()
    {
        Format = format,
        Runs = _runs,
        AlreadyThere = _alreadyThere,
        Events = _events,
        RecordsRead = _read,
        RecordsImported = _imported,
        Rejected = _rejected,
        Findings = _findings,
        FindingsLeftOut = _findingsLeftOut,
        Files = _files,
    };

    private void Find(TraceFinding finding)
    {
        if (_findings.Count < MaxFindings)
        {
            _findings.Add(finding);
        }
        else
        {
            _findingsLeftOut++;
        }
    }
}
