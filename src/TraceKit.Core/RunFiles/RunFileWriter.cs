using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Reading;
using TraceKit.Redaction;

namespace TraceKit.RunFiles;

/// <summary>Writes the lines of one run. Everything happens under the run's lock: the order of lines is the order of <c>seq</c>.</summary>
internal sealed class RunFileWriter : IDisposable
{
    /// <summary>What <see cref="Append"/> returns for an event that comes after the end.</summary>
    public const long AfterEnd = -2;

    private readonly Lock _lock = new();
    private readonly string _runId;
    private readonly RunClock _clock;
    private readonly AppendFile? _file;
    private readonly byte[] _eventPrefix;
    private readonly LineBuffer _eventLine = new();
    private readonly LineBuffer _recordLine = new();
    private readonly LineBuffer _redactedLine = new();
    private readonly RunRedactor _redactor;
    private readonly RedactionCounts _redactions = new();
    private readonly LossCounter _loss = new();

    private uint _crc = LineChecksum.Seed;
    private long _nextSeq;
    private RunGap? _pendingGap;
    private bool _broken;
    private bool _sealed;

    /// <summary>Starts a run file with its first line.</summary>
    /// <param name="file">The file, or null when the disk refused to create it: then every event is counted as dropped.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="firstLine">The run line, without its checksum.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="redactor">What takes secrets out of every line.</param>
    public RunFileWriter(AppendFile? file, string runId, ReadOnlySpan<byte> firstLine, RunClock clock, RunRedactor redactor)
    {
        _redactor = redactor;
        _file = file;
        _clock = clock;
        _runId = runId;
        _eventPrefix = Encoding.UTF8.GetBytes($"{{\"kind\":\"event\",\"run_id\":\"{runId}\",\"seq\":");
        lock (_lock)
        {
            _recordLine.Write(firstLine);
            _broken = file is null || !WriteRecordLine();
        }
    }

    private RunFileWriter(AppendFile file, RecordedRun run, RunClock clock)
    {
        _redactor = new RunRedactor(RedactionPolicy.None, key: []);
        _file = file;
        _clock = clock;
        _runId = run.RunId;
        _eventPrefix = [];
        _nextSeq = run.Events.Count;
        ReadOnlyMemory<byte> last = run.LastLine;
        _ = LineTail.TryReadCrc(last.Span, out _crc);
        foreach (RecordedEvent recorded in run.Events)
        {
            _loss.CountRecovered(recorded.Type, recorded.IsTruncated);
        }

        foreach (RunGap gap in run.Gaps)
        {
            _loss.CountRecovered(gap);
        }
    }

    /// <summary>What the disk last answered; 0 when it took everything.</summary>
    public int LastError { get; private set; }

    /// <summary>Takes secrets out of an event's members, outside the run's lock.</summary>
    /// <returns>False when there is none; then nothing was written.</returns>
    public bool Redact(ReadOnlySpan<byte> members, IBufferWriter<byte> output) => _redactor.Redact(members, output, _redactions);

    /// <summary>Takes a run up again whose process died, to seal it.</summary>
    public static RunFileWriter Resume(AppendFile file, RecordedRun run, RunClock clock) => new(file, run, clock);

    /// <summary>Writes one event line.</summary>
    /// <param name="type">Wire name, for the counts.</param>
    /// <param name="members">A JSON object with the envelope's members and the data.</param>
    /// <param name="truncated">Whether the data was left out.</param>
    /// <returns>The event's <c>seq</c>, -1 when the disk refused it, or <see cref="AfterEnd"/>.</returns>
    public long Append(string type, ReadOnlySpan<byte> members, bool truncated)
    {
        lock (_lock)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.Emitted);
            if (_sealed)
            {
                _loss.CountRejected();
                return AfterEnd;
            }

            DateTimeOffset now = _clock.Now;
            BeginEventLine(now);
            _eventLine.Write(members[1..^1]);
            if (_broken || !FlushGap() || !WriteLine(_eventLine))
            {
                Drop(now);
                return -1;
            }

            long seq = _nextSeq++;
            _loss.CountWritten(type, truncated);
            return seq;
        }
    }

    /// <summary>Records an event that could not be serialised.</summary>
    public void Reject(string type, string reason)
    {
        lock (_lock)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.Emitted);
            _loss.CountRejected();
            if (_sealed || _broken)
            {
                return;
            }

            DateTimeOffset now = _clock.Now;
            _ = FlushGap() && WriteRecord(Gap(now, now, 1, reason) with { EventType = type }, RunFilesJson.Default.RunGap);
        }
    }

    /// <summary>Writes the last line, once.</summary>
    /// <param name="outcome">How the run ended.</param>
    /// <exception cref="IOException">The disk refused; recovery seals the run later.</exception>
    public void Seal(RunOutcome outcome)
    {
        lock (_lock)
        {
            if (_sealed)
            {
                return;
            }

            _sealed = true;
            if (_file is not null && (_broken || !FlushGap() || !WriteEnd(_file, outcome)))
            {
                throw new IOException($"'{_file.Path}' could not be sealed (error {LastError}).");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private bool WriteEnd(AppendFile file, RunOutcome outcome) =>
        WriteRecord(
            new RunEnd
            {
                RunId = _runId,
                Status = outcome.Status,
                StopReason = outcome.StopReason,
                Success = outcome.Success,
                SuccessSource = outcome.SuccessSource,
                Error = outcome.Error,
                EndedAt = _clock.Now,
                Events = _nextSeq,
                Bytes = file.Length,
                Counts = _loss.CountsByType(),
                Loss = _loss.ToRecord(_redactions),
                Sha256 = file.HashAll(),
            },
            RunFilesJson.Default.RunEnd);

    private void BeginEventLine(DateTimeOffset now)
    {
        _eventLine.Clear();
        _eventLine.Write(_eventPrefix);
        Utf8Formatter.TryFormat(_nextSeq, _eventLine.GetSpan(20), out int length);
        _eventLine.Advance(length);
        _eventLine.Write(",\"time\":\""u8);
        now.UtcDateTime.TryFormat(_eventLine.GetSpan(28), out length, UtcTimeConverter.Format, CultureInfo.InvariantCulture);
        _eventLine.Advance(length);
        _eventLine.Write("\","u8);
    }

    private bool WriteRecord<TRecord>(TRecord record, JsonTypeInfo<TRecord> contract)
    {
        using (var json = new Utf8JsonWriter(_recordLine, EventBuffer.WriterOptions))
        {
            JsonSerializer.Serialize(json, record, contract);
        }

        return WriteRecordLine();
    }

    /// <summary>Takes secrets out of the record that was built, and writes it.</summary>
    private bool WriteRecordLine()
    {
        LineBuffer line = _recordLine;
        if (_redactor.Redact(_recordLine.Written, _redactedLine, _redactions))
        {
            _recordLine.Clear();
            line = _redactedLine;
        }

        line.Reopen();
        return WriteLine(line);
    }

    /// <summary>Ends a line with its checksum and hands it to the file; the checksum counts only once the file has it.</summary>
    private bool WriteLine(LineBuffer line)
    {
        uint crc = line.Close(_crc);
        try
        {
            LastError = _file!.Append(line.Written);
        }
        catch (TornWriteException torn)
        {
            LastError = torn.Error;
            _broken = true;
        }

        line.Clear();
        if (LastError != 0)
        {
            return false;
        }

        _crc = crc;
        return true;
    }

    private bool FlushGap()
    {
        if (_pendingGap is not null && WriteRecord(_pendingGap, RunFilesJson.Default.RunGap))
        {
            _pendingGap = null;
        }

        return _pendingGap is null;
    }

    private void Drop(DateTimeOffset now)
    {
        _loss.CountDropped();
        _pendingGap = _pendingGap is { } gap
            ? gap with { Count = gap.Count + 1, To = now }
            : Gap(now, now, 1, string.Create(CultureInfo.InvariantCulture, $"disk:{LastError}"));
    }

    private RunGap Gap(DateTimeOffset from, DateTimeOffset to, long count, string reason) =>
        new() { RunId = _runId, After = _nextSeq - 1, From = from, To = to, Count = count, Reason = reason };
}
