using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract;
using TraceKit.Payloads;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Reads the records of a file and gives each to its run: runs may be interleaved.</summary>
/// <param name="findings">Takes what is odd.</param>
/// <param name="catalog">The event types to check.</param>
/// <param name="folder">The folder that the file is in, where its blobs lie; null when there is none.</param>
/// <param name="again">Reads bytes of the file once more: then events are not kept. Default: they are.</param>
internal sealed class RecordScan(FindingList findings, EventCatalog catalog, string? folder, Func<long, int, ReadOnlyMemory<byte>>? again = null) : IDisposable
{
    private readonly List<RunAssembly> _runs = [];
    private readonly Dictionary<string, RunAssembly> _latest = new(StringComparer.Ordinal);
    private readonly HashSet<string> _orphans = new(StringComparer.Ordinal);
    private RecordedEvent? _event;

    public IReadOnlyList<RecordedRun> ToRuns(string file) => [.. _runs.Select(run => run.ToRun(file))];

    /// <summary>The event of the line that was read last, once; null when it holds none.</summary>
    public RecordedEvent? TakeEvent()
    {
        RecordedEvent? taken = _event;
        _event = null;
        return taken;
    }

    /// <summary>Reads one line that is known to be strict JSON.</summary>
    public void Read(ReadOnlyMemory<byte> line, long number, long offset)
    {
        (string? kind, string? runId) = KindAndRun(line);
        RunAssembly? run = runId is null ? null : _latest.GetValueOrDefault(runId);
        long before = findings.Errors;
        if (kind is not ("run" or "event" or "gap" or "end"))
        {
            Lose(TraceRules.UnknownKind, number, 0, kind is null
                ? "the line has no member 'kind', which is run, event, gap or end"
                : $"a line is of kind run, event, gap or end, not '{Shorten(kind)}'");
        }
        else if (kind == "run")
        {
            run = ReadHeader(line, number, offset, run, runId);
        }
        else if (runId is null)
        {
            Lose(TraceRules.Contract, number, 0, $"a line of kind '{kind}' has a member 'run_id' that is a text");
        }
        else if (run is null)
        {
            ReportOrphan(runId, number);
        }
        else if (run.IsEnded)
        {
            findings.Report(TraceRules.AfterEnd, FindingSeverity.Error, number, 0, $"run '{run.RunId}' has ended before this line");
        }
        else
        {
            CheckChain(run, line, number);
            ReadBody(kind, run, line, number, offset);
        }

        if (run is not null && findings.Errors > before)
        {
            run.HasErrors = true;
        }
    }

    /// <summary>Reports the first line of a run that has no run line; the others have the same cause.</summary>
    private void ReportOrphan(string runId, long number)
    {
        if (_orphans.Add(runId))
        {
            findings.Report(TraceRules.NoRunLine, FindingSeverity.Error, number, 0, $"there is no run line for run '{Shorten(runId)}' before this line");
        }
    }

    private RunAssembly? ReadHeader(ReadOnlyMemory<byte> line, long number, long offset, RunAssembly? existing, string? runId)
    {
        if (FormatOf(line) is var format && format != RunFormat.Version1)
        {
            Lose(TraceRules.Version, number, 0, $"this reader knows the format '{RunFormat.Version1}', the file says '{Shorten(format ?? "nothing")}'");
            _orphans.Add(runId ?? string.Empty); // the other lines of that run have the same cause
            return null;
        }

        if (Deserialize(line, RunFilesJson.Default.RunHeader, number) is not { } header)
        {
            return null;
        }

        if (!RunFormat.IsValidId(header.RunId))
        {
            findings.Report(TraceRules.Contract, FindingSeverity.Error, number, 0, $"'{Shorten(header.RunId)}' cannot be the id of a run");
            return null;
        }

        var run = new RunAssembly(header, line, offset, again);
        if (existing is not null)
        {
            findings.Report(TraceRules.RunLineTwice, FindingSeverity.Error, number, 0, $"run '{header.RunId}' has a run line already; what follows is read as another run");
            existing.HasErrors = true;
        }

        _runs.Add(run);
        _latest[header.RunId] = run;
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
                findings.Report(TraceRules.Gap, FindingSeverity.Warning, number, 0, $"the run lost {gap.Count} event(s) here: {gap.Reason}");
                break;
            case "end" when Deserialize(line, RunFilesJson.Default.RunEnd, number) is { } end:
                foreach (string problem in run.End(end, line))
                {
                    findings.Report(TraceRules.Seal, FindingSeverity.Error, number, 0, problem);
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
            findings.Report(TraceRules.Contract, FindingSeverity.Error, number, (failure.BytePositionInLine ?? -1) + 1, JsonMessage.Of(failure));
            return;
        }

        recorded = Complete(run, recorded, number);
        _event = recorded;
        if (run.Add(recorded) is var (rule, message))
        {
            findings.Report(rule, FindingSeverity.Error, number, 0, message);
        }

        if (recorded.ReplacedCharacters > 0)
        {
            findings.Report(TraceRules.Replaced, FindingSeverity.Warning, number, 0, $"{recorded.ReplacedCharacters} character(s) of this {recorded.Type} were no Unicode; U+FFFD stands for them");
        }

        if (recorded.IsIncomplete)
        {
            return; // said already, and what is there is not what was written
        }

        if (recorded.IsTruncated)
        {
            findings.Report(TraceRules.Truncated, FindingSeverity.Warning, number, 0, $"the data of this {recorded.Type} was too long and was left out when it was written");
        }
        else if (!catalog.Knows(recorded, out string? problem, out bool isReadable))
        {
            findings.Report(TraceRules.UnknownEvent, FindingSeverity.Info, number, 0, $"'{Shorten(recorded.Type)}' version {recorded.Version} is not known here; its bytes are kept");
        }
        else if (problem is not null)
        {
            // What another system recorded can be read and keeps its value: its importer is not to blame for it.
            FindingSeverity severity = isReadable && recorded.Origin is not null ? FindingSeverity.Warning : FindingSeverity.Error;
            findings.Report(TraceRules.EventData, severity, number, 0, $"the data of this {recorded.Type} does not meet its contract: {problem}");
        }
    }

    /// <summary>Joins the data with its parts that are not in the line.</summary>
    private RecordedEvent Complete(RunAssembly run, RecordedEvent recorded, long number)
    {
        if (recorded.Blobs.Count == 0 && recorded.Base is null)
        {
            return recorded;
        }

        RecordedEvent? earlier = recorded.Base is { } reference && reference.Seq < recorded.Seq ? run.Find(reference.Seq) : null;
        if (earlier is { Whole: null, IsIncomplete: false })
        {
            earlier = Complete(run, earlier, number); // read once more, as it stands in its line
        }

        var whole = new WholeData(recorded, earlier, folder);
        if (whole.Problem() is not var (rule, message))
        {
            return recorded with { Whole = whole };
        }

        findings.Report(rule, FindingSeverity.Error, number, 0, message);
        return recorded with { IsIncomplete = true };
    }

    private void CheckChain(RunAssembly run, ReadOnlyMemory<byte> line, long number)
    {
        if (run.CheckCrc(line.Span) is { } problem)
        {
            findings.Report(TraceRules.Checksum, FindingSeverity.Error, number, 0, problem);
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
            findings.Report(TraceRules.Contract, FindingSeverity.Error, number, column, JsonMessage.Of(failure));
            return null;
        }
    }

    /// <summary>Ends the file: reports runs without an end.</summary>
    public void Finish()
    {
        foreach (RunAssembly run in _runs.Where(run => !run.IsEnded))
        {
            findings.Report(TraceRules.Unsealed, FindingSeverity.Warning, 0, 0, $"run '{run.RunId}' has no end line: it goes on, or its process died ('tracekit recover' seals it)");
        }
    }

    /// <summary>Reports a line that cannot be attributed to a run: it may be of any that is open, so all of these lose their chain.</summary>
    public void Lose(string rule, long line, long column, string message)
    {
        findings.Report(rule, FindingSeverity.Error, line, column, message);
        foreach (RunAssembly run in _runs.Where(run => !run.IsEnded))
        {
            run.LoseChain();
            run.HasErrors = true;
        }
    }

    public void Dispose() => _runs.ForEach(run => run.Dispose());

    private static (string? Kind, string? RunId) KindAndRun(ReadOnlyMemory<byte> line) => (TextOf(line.Span, "kind"u8), TextOf(line.Span, "run_id"u8));

    private static string? FormatOf(ReadOnlyMemory<byte> line) => TextOf(line.Span, "format"u8);

    /// <summary>A member of the line itself that is a text. These members stand first, so that most lines are not read to their end.</summary>
    private static string? TextOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = RunFormat.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
