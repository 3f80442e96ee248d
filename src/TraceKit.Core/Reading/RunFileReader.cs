namespace TraceKit.Reading;

/// <summary>Reads one file of format <c>tracekit/1</c>, strictly: every oddity is a finding, and everything after it is still read.</summary>
public static class RunFileReader
{
    /// <summary>Reads a file and reports what is odd. Its runs are held in memory; <see cref="TraceReader"/> reads a big file event by event.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name that findings and runs carry. Default: the path.</param>
    /// <param name="catalog">The event types to check. Default: <see cref="EventCatalog.Default"/>.</param>
    /// <returns>The runs and the findings; a file that cannot be read gives one finding.</returns>
    public static RunFileContents Read(string path, string? name = null, EventCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = name ?? path;
        try
        {
            using Stream stream = Open(path);
            return Read(new LineWindow(stream), file, catalog, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new RunFileContents(file, [], [new TraceFinding(TraceRules.Unreadable, FindingSeverity.Error, file, 0, 0, failure.Message)]);
        }
    }

    /// <summary>Reads bytes as a file and reports what is odd.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="name">The name that findings and runs carry.</param>
    /// <param name="catalog">The event types to check. Default: <see cref="EventCatalog.Default"/>.</param>
    /// <param name="folder">The folder that the file is in, where its blobs lie. Default: none; an event that has blobs is then incomplete.</param>
    public static RunFileContents Read(ReadOnlyMemory<byte> bytes, string name, EventCatalog? catalog = null, string? folder = null) =>
        Read(new LineWindow(bytes), name, catalog, folder);

    /// <summary>Reads a file, and refuses it at the first thing that breaks the format.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TraceFormatException">The file breaks the format.</exception>
    public static IReadOnlyList<RecordedRun> ReadStrict(string path)
    {
        RunFileContents contents = Read(path);
        return contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } broken
            ? throw new TraceFormatException(broken)
            : contents.Runs;
    }

    /// <summary>Opens a file that may still be written. One without bytes is not opened: it may be a pipe, which would wait for its writer for ever.</summary>
    internal static Stream Open(string path) => new FileInfo(path) is { Exists: true, Length: 0 }
        ? Stream.Null
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    private static RunFileContents Read(LineWindow lines, string name, EventCatalog? catalog, string? folder)
    {
        var findings = new FindingList(name);
        using var records = new RecordScan(findings, catalog ?? EventCatalog.Default, folder);
        foreach (RecordedEvent _ in new LineScan(findings, records).Read(lines))
        {
        }

        return new RunFileContents(name, records.ToRuns(name), findings.Close());
    }
}
