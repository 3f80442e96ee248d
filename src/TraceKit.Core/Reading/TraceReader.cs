using TraceKit.Contract;

namespace TraceKit.Reading;

/// <summary>Reads a folder of run files, or one file, as a stream: run by run, or event by event when even one run is too big for memory.</summary>
/// <remarks>
/// Each enumeration reads the files anew and checks all that <see cref="RunFileReader"/> checks. Event by event it holds one line, and
/// the first and last line of each run of a file. An event is given before what comes after it has been checked: the seal is the last word.
/// </remarks>
public sealed class TraceReader
{
    private readonly IReadOnlyList<(string Path, string Name)> _files;
    private readonly EventCatalog _catalog;
    private readonly Action<TraceFinding> _onFinding;

    private TraceReader(IReadOnlyList<(string Path, string Name)> files, EventCatalog catalog, Action<TraceFinding> onFinding)
    {
        _files = files;
        _catalog = catalog;
        _onFinding = onFinding;
    }

    /// <summary>Lists the files to read.</summary>
    /// <param name="path">A folder, searched through and through, or one run file.</param>
    /// <param name="catalog">The event types to check. Default: <see cref="EventCatalog.Default"/>.</param>
    /// <param name="onFinding">Takes each finding as it is made; the reader goes on. Default: the first error is thrown, the rest is passed over.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    public static TraceReader Open(string path, EventCatalog? catalog = null, Action<TraceFinding>? onFinding = null) =>
        new(TraceFolder.List(path), catalog ?? EventCatalog.Default, onFinding ?? Refuse);

    /// <summary>Reads the runs, one file at a time; the runs of a file are held together.</summary>
    /// <exception cref="TraceFormatException">A file breaks the format, and nobody takes the findings.</exception>
    public IEnumerable<RecordedRun> Runs()
    {
        foreach ((string path, string name) in _files)
        {
            RunFileContents contents = RunFileReader.Read(path, name, _catalog);
            foreach (TraceFinding finding in contents.Findings)
            {
                _onFinding(finding);
            }

            foreach (RecordedRun run in contents.Runs)
            {
                yield return run;
            }
        }
    }

    /// <summary>Reads the events, one at a time, in the order of the files.</summary>
    /// <exception cref="TraceFormatException">A file breaks the format, and nobody takes the findings.</exception>
    public IEnumerable<RecordedEvent> Events() => _files.SelectMany(file => EventsOf(file.Path, file.Name, _catalog));

    /// <summary>Reads the events of one type, in all versions that can be read.</summary>
    /// <typeparam name="TEvent">The type; it need not be in the catalog.</typeparam>
    /// <remarks>Data that does not have the form of the type is a finding and is passed over; so is data that was left out when it was written.</remarks>
    /// <exception cref="TraceFormatException">A file breaks the format, and nobody takes the findings.</exception>
    public IEnumerable<TypedEvent<TEvent>> Events<TEvent>()
        where TEvent : class, ITraceEvent<TEvent>
    {
        EventCatalog catalog = _catalog.With<TEvent>();
        foreach (RecordedEvent recorded in _files.SelectMany(file => EventsOf(file.Path, file.Name, catalog)))
        {
            if (recorded.TryRead<TEvent>() is { } data)
            {
                yield return new TypedEvent<TEvent>(recorded, data);
            }
        }
    }

    private IEnumerable<RecordedEvent> EventsOf(string path, string name, EventCatalog catalog)
    {
        var findings = new FindingList(name, _onFinding);
        using IEnumerator<RecordedEvent> events = Scan(path, findings, catalog).GetEnumerator();
        while (MoveNext(events, findings))
        {
            yield return events.Current;
        }

        findings.Close();
    }

    private static IEnumerable<RecordedEvent> Scan(string path, FindingList findings, EventCatalog catalog)
    {
        using Stream stream = RunFileReader.Open(path);
        using var records = new RecordScan(findings, catalog, Path.GetDirectoryName(Path.GetFullPath(path)), (offset, length) => ReadAgain(stream, offset, length));
        foreach (RecordedEvent recorded in new LineScan(findings, records).Read(new LineWindow(stream)))
        {
            yield return recorded;
        }
    }

    /// <summary>Reads a line that has passed: an event may be written as what is new since an earlier one.</summary>
    private static ReadOnlyMemory<byte> ReadAgain(Stream stream, long offset, int length)
    {
        byte[] line = new byte[length];
        int read = RandomAccess.Read(((FileStream)stream).SafeFileHandle, line, offset);
        return line.AsMemory(0, read);
    }

    private static bool MoveNext(IEnumerator<RecordedEvent> events, FindingList findings)
    {
        try
        {
            return events.MoveNext();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            findings.Report(TraceRules.Unreadable, FindingSeverity.Error, 0, 0, failure.Message);
            return false;
        }
    }

    private static void Refuse(TraceFinding finding)
    {
        if (finding.Severity == FindingSeverity.Error)
        {
            throw new TraceFormatException(finding);
        }
    }
}
