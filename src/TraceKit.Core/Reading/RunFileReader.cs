namespace TraceKit.Reading;

/// <summary>Reads one file of format <c>tracekit/1</c>, strictly: every oddity is a finding, and everything after it is still read.</summary>
public static class RunFileReader
{
    private const long MaxFileBytes = 2_000_000_000;

    /// <summary>Reads a file and reports what is odd.</summary>
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
            return Read(Load(path), file, catalog, Path.GetDirectoryName(Path.GetFullPath(path)));
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
    public static RunFileContents Read(ReadOnlyMemory<byte> bytes, string name, EventCatalog? catalog = null, string? folder = null)
    {
        var findings = new FindingList(name);
        using var records = new RecordScan(findings, catalog ?? EventCatalog.Default, folder);
        new LineScan(findings, records).Read(bytes);
        records.Finish();
        return new RunFileContents(name, records.ToRuns(name), findings.Close());
    }

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

    private static byte[] Load(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length > MaxFileBytes)
        {
            throw new IOException($"the file has {stream.Length} bytes; a run file of more than {MaxFileBytes} cannot be read");
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
