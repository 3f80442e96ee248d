using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Reads one file of format <c>tracekit/1</c>, strictly: every oddity is a finding, and everything after it is still read.</summary>
public sealed class RunFileReader
{
    private const int MaxFindings = 1000;
    private const long MaxFileBytes = 2_000_000_000;

    private readonly string _file;
    private readonly EventCatalog _catalog;
    private readonly List<TraceFinding> _findings = [];
    private readonly List<RunAssembly> _runs = [];
    private long _errors;

    private RunFileReader(string file, EventCatalog catalog)
    {
        _file = file;
        _catalog = catalog;
    }

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
            return Read(Load(path), file, catalog);
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
    public static RunFileContents Read(ReadOnlyMemory<byte> bytes, string name, EventCatalog? catalog = null)
    {
        var reader = new RunFileReader(name, catalog ?? EventCatalog.Default);
        try
        {
            reader.ReadAll(bytes);
            return new RunFileContents(name, [.. reader._runs.Select(run => run.ToRun(name))], reader._findings);
        }
        finally
        {
            reader._runs.ForEach(run => run.Dispose());
        }
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

    private void ReadAll(ReadOnlyMemory<byte> bytes)
    {
        long offset = 0;
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            Report(TraceRules.ByteOrderMark, FindingSeverity.Warning, 1, 1, "the file starts with a byte order mark; it is passed over");
            offset = 3;
        }

        if (bytes.Length == offset)
        {
            Report(TraceRules.Empty, FindingSeverity.Error, 0, 0, "the file is empty; a run file has at least its run line");
            return;
        }

        if (LooksBinary(bytes.Span))
        {
            Report(TraceRules.Binary, FindingSeverity.Error, 0, 0, "the file is not text; a run file is JSON lines in UTF-8");
            return;
        }

        ReadLines(bytes, offset);
        ReportUnsealed();
    }

    private void ReadLines(ReadOnlyMemory<byte> bytes, long offset)
    {
        bool carriageReturns = false;
        for (long number = 1; offset < bytes.Length; number++)
        {
            ReadOnlyMemory<byte> rest = bytes[(int)offset..];
            int length = rest.Span.IndexOf((byte)'\n');
            bool whole = length >= 0;
            ReadOnlyMemory<byte> line = whole ? rest[..length] : rest;
            long next = offset + line.Length + 1;
            if (line.Span is [.., (byte)'\r'])
            {
                line = line[..^1];
                if (!carriageReturns)
                {
                    carriageReturns = true;
                    Report(TraceRules.CarriageReturn, FindingSeverity.Warning, number, line.Length + 1, "lines end in CR LF; the CR is passed over");
                }
            }

            ReadLine(line, number, offset, whole);
            offset = next;
        }
    }

    private void ReadLine(ReadOnlyMemory<byte> line, long number, long offset, bool whole)
    {
        if (!whole && !LineTail.TryReadCrc(line.Span, out _))
        {
            string kind = line.Span.TrimEnd((byte)0).IsEmpty ? "NUL bytes" : $"{line.Length} bytes";
            ReportLost(TraceRules.Torn, number, 0, $"the last line is torn: {kind} without an end; 'tracekit recover' sets them aside");
        }
        else if (line.Length > RunFormat.MaxLineBytes)
        {
            ReportLost(TraceRules.TooLong, number, 0, $"the line has {line.Length} bytes, the format allows {RunFormat.MaxLineBytes}");
        }
        else if (LineCheck.Problem(line) is var (rule, column, message))
        {
            ReportLost(rule, number, column, message);
        }
        else
        {
            if (!whole)
            {
                Report(TraceRules.Torn, FindingSeverity.Warning, number, 0, "the last line is whole but for its line feed");
            }

            ReadRecord(line, number, offset);
        }
    }

    private void ReadRecord(ReadOnlyMemory<byte> line, long number, long offset)
    {
        (string? kind, string? runId) = KindAndRun(line);
        RunAssembly? run = runId is null ? null : _runs.LastOrDefault(candidate => candidate.RunId == runId);
        long before = _errors;
        if (kind is not ("run" or "event" or "gap" or "end"))
        {
            ReportLost(TraceRules.UnknownKind, number, 0, kind is null
                ? "a line has a member 'kind'"
                : $"a line is of kind run, event, gap or end, not '{Shorten(kind)}'");
        }
        else if (kind == "run")
        {
            run = ReadHeader(line, number, offset, run);
        }
        else if (runId is null)
        {
            ReportLost(TraceRules.Contract, number, 0, $"a line of kind '{kind}' has a member 'run_id' that is a text");
        }
        else if (run is null)
        {
            Report(TraceRules.NoRunLine, FindingSeverity.Error, number, 0, $"there is no run line for run '{Shorten(runId)}' before this line");
        }
        else if (run.IsEnded)
        {
            Report(TraceRules.AfterEnd, FindingSeverity.Error, number, 0, $"run '{run.RunId}' has ended before this line");
        }
        else
        {
            CheckChain(run, line, number);
            ReadBody(kind, run, line, number, offset);
        }

        if (run is not null && _errors > before)
        {
            run.HasErrors = true;
        }
    }

    private RunAssembly? ReadHeader(ReadOnlyMemory<byte> line, long number, long offset, RunAssembly? existing)
    {
        if (FormatOf(line) is var format && format != RunFormat.Version1)
        {
            ReportLost(TraceRules.Version, number, 0, $"this reader knows the format '{RunFormat.Version1}', the file says '{Shorten(format ?? "nothing")}'");
            return null;
        }

        if (Deserialize(line, RunFilesJson.Default.RunHeader, number) is not { } header)
        {
            return null;
        }

        if (!RunFormat.IsValidId(header.RunId))
        {
            Report(TraceRules.Contract, FindingSeverity.Error, number, 0, $"'{Shorten(header.RunId)}' cannot be the id of a run");
            return null;
        }

        var run = new RunAssembly(header, line, offset);
        if (existing is not null)
        {
            Report(TraceRules.RunLineTwice, FindingSeverity.Error, number, 0, $"run '{header.RunId}' has a run line already; what follows is read as another run");
            existing.HasErrors = true;
        }

        _runs.Add(run);
        CheckChain(run, line, number);
        run.AddBytes(line);
        return run;
    }

    private void ReadBody(string kind, RunAssembly run, ReadOnlyMemory<byte> line, long number, long offset)
    {
        switch (kind)
        {
            case "event":
                ReadEvent(run, line, number, offset);
                run.AddBytes(line);
                break;
            case "gap" when Deserialize(line, RunFilesJson.Default.RunGap, number) is { } gap:
                run.Add(gap);
                run.AddBytes(line);
                Report(TraceRules.Gap, FindingSeverity.Warning, number, 0, $"the run lost {gap.Count} event(s) here: {gap.Reason}");
                break;
            case "end" when Deserialize(line, RunFilesJson.Default.RunEnd, number) is { } end:
                foreach (string problem in run.End(end, line))
                {
                    Report(TraceRules.Seal, FindingSeverity.Error, number, 0, problem);
                }

                break;
        }
    }

    private void ReadEvent(RunAssembly run, ReadOnlyMemory<byte> line, long number, long offset)
    {
        RecordedEvent recorded;
        try
        {
            recorded = EventLine.Read(line, number, offset);
        }
        catch (JsonException failure)
        {
            Report(TraceRules.Contract, FindingSeverity.Error, number, (failure.BytePositionInLine ?? -1) + 1, failure.Message);
            return;
        }

        if (run.Add(recorded) is var (rule, message))
        {
            Report(rule, FindingSeverity.Error, number, 0, message);
        }

        if (recorded.IsTruncated)
        {
            Report(TraceRules.Truncated, FindingSeverity.Warning, number, 0, $"the data of this {recorded.Type} was too long and was left out when it was written");
        }
        else if (!_catalog.Knows(recorded, out string? problem))
        {
            Report(TraceRules.UnknownEvent, FindingSeverity.Info, number, 0, $"'{Shorten(recorded.Type)}' version {recorded.Version} is not known here; its bytes are kept");
        }
        else if (problem is not null)
        {
            Report(TraceRules.EventData, FindingSeverity.Error, number, 0, $"the data of this {recorded.Type} does not meet its contract: {problem}");
        }
    }

    private void CheckChain(RunAssembly run, ReadOnlyMemory<byte> line, long number)
    {
        if (run.CheckCrc(line.Span) is { } problem)
        {
            Report(TraceRules.Checksum, FindingSeverity.Error, number, 0, problem);
        }
    }

    private TRecord? Deserialize<TRecord>(ReadOnlyMemory<byte> line, JsonTypeInfo<TRecord> contract, long number)
        where TRecord : class
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, contract);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
        {
            long column = failure is JsonException { BytePositionInLine: { } position } ? position + 1 : 0;
            Report(TraceRules.Contract, FindingSeverity.Error, number, column, failure.Message);
            return null;
        }
    }

    private void ReportUnsealed()
    {
        foreach (RunAssembly run in _runs.Where(run => !run.IsEnded))
        {
            Report(TraceRules.Unsealed, FindingSeverity.Warning, 0, 0, $"run '{run.RunId}' has no end line: it goes on, or its process died ('tracekit recover' seals it)");
        }
    }

    /// <summary>Reports a line that cannot be attributed to a run: it may be of any that is open, so all of these lose their chain.</summary>
    private void ReportLost(string rule, long line, long column, string message)
    {
        Report(rule, FindingSeverity.Error, line, column, message);
        foreach (RunAssembly run in _runs.Where(run => !run.IsEnded))
        {
            run.LoseChain();
            run.HasErrors = true;
        }
    }

    private void Report(string rule, FindingSeverity severity, long line, long column, string message)
    {
        _errors += severity == FindingSeverity.Error ? 1 : 0;
        if (_findings.Count < MaxFindings || severity == FindingSeverity.Error && _findings.Count < MaxFindings * 2)
        {
            _findings.Add(new TraceFinding(rule, severity, _file, line, column, message));
        }
    }

    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, 4096)];
        return head.IndexOf((byte)0) >= 0 && head.IndexOf("\"kind\""u8) < 0;
    }

    private static (string? Kind, string? RunId) KindAndRun(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        return (TextOf(document.RootElement, "kind"), TextOf(document.RootElement, "run_id"));
    }

    private static string? FormatOf(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        return TextOf(document.RootElement, "format");
    }

    private static string? TextOf(JsonElement record, string name) =>
        record.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
