using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using TraceKit.Reading;
using TraceKit.Redaction;

namespace TraceKit.RunFiles;

/// <summary>Writes the lines of one run. Lines are made under the run's lock: their order is the order of <c>seq</c>.</summary>
internal sealed class RunFileWriter : IDisposable
{
    /// <summary>What <see cref="Append"/> returns for an event that comes after the end.</summary>
    public const long AfterEnd = -2;

    private const long NoRoom = -3;
    private const int SealAttempts = 3;

    private readonly Lock _lock = new();
    private readonly string _runId;
    private readonly RunClock _clock;
    private readonly RunFile _file;
    private readonly WriteBehind? _behind;
    private readonly GroupCommit _commit;
    private readonly bool _commitsEach;
    private readonly TimeSpan _waitForRoom;
    private readonly RunLines _lines;
    private readonly RunRedactor _redactor;
    private readonly RedactionCounts _redactions = new();
    private readonly LossCounter _loss;
    private readonly OwedLines _owed;

    private bool _sealed;

    /// <summary>Prepares a run; <see cref="Start"/> writes its first line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="firstLine">The run line, without its checksum.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="redactor">What takes secrets out of every line.</param>
    /// <param name="commitsEach">Whether an event counts as written only when the disk has it.</param>
    /// <param name="behind">Where lines wait for the flusher. Default: they do not wait.</param>
    /// <param name="waitForRoom">How long an event waits for room there, at most.</param>
    public RunFileWriter(
        RunFile file, string runId, byte[] firstLine, RunClock clock, RunRedactor redactor, bool commitsEach = false, WriteBehind? behind = null, TimeSpan waitForRoom = default)
    {
        _file = file;
        _runId = runId;
        _clock = clock;
        _redactor = redactor;
        _commitsEach = commitsEach;
        _behind = behind;
        _waitForRoom = waitForRoom;
        _commit = new GroupCommit(file, _lock, commitsEach, TakeBack);
        _loss = new LossCounter(behind, watched: firstLine.Length > 0);
        _lines = new RunLines(runId, firstLine, file, behind, _commit, redactor, _redactions);
        _owed = new OwedLines(runId, _lines, behind);
    }

    private RunFileWriter(RunFile file, RecordedRun run, RunClock clock)
        : this(file, run.RunId, [], clock, new RunRedactor(RedactionPolicy.None, key: []), commitsEach: false)
    {
        _ = LineTail.TryReadCrc(run.LastLine.Span, out uint crc);
        _lines.At = new RunPosition(file.Length, run.Events.Count, crc);
        foreach (RecordedEvent recorded in run.Events)
        {
            _loss.CountWritten(recorded.Type, recorded.IsTruncated);
        }

        foreach (RunGap gap in run.Gaps)
        {
            _loss.CountRecovered(gap);
        }
    }

    /// <summary>Full path of the file, or null while there is none.</summary>
    public string? Path => _file.Path;

    /// <summary>What the disk last answered; 0 when it took everything.</summary>
    public int LastError => _lines.LastError;

    /// <summary>What the file does not hold, so far.</summary>
    public LossRecord Loss
    {
        get
        {
            lock (_lock)
            {
                return _loss.ToRecord(_redactions);
            }
        }
    }

    /// <summary>Takes secrets out of an event's members, outside the run's lock.</summary>
    /// <param name="members">A JSON object with the envelope's members and the data.</param>
    /// <param name="from">Where text of the user's may begin.</param>
    /// <param name="output">Takes the object without its secrets.</param>
    /// <returns>False when there is none; then nothing was written.</returns>
    public bool Redact(ReadOnlySpan<byte> members, int from, IBufferWriter<byte> output) => _redactor.Redact(members, output, _redactions, from);

    /// <summary>As <see cref="Redact"/>, for a copy that goes elsewhere: what is taken out is counted where the event itself is written.</summary>
    public bool RedactCopy(ReadOnlySpan<byte> members, IBufferWriter<byte> output) => _redactor.Redact(members, output, new RedactionCounts());

    /// <summary>A text for people, such as a line of a log, without its secrets.</summary>
    public string RedactText(string text) => _redactor.RedactText(text, new RedactionCounts());

    /// <summary>Takes a run up again whose process died, to seal it.</summary>
    public static RunFileWriter Resume(RunFile file, RecordedRun run, RunClock clock) => new(file, run, clock);

    /// <summary>Writes the first line; where the disk refuses it, it comes before the first event that the disk takes.</summary>
    /// <returns>0, or the system's error code.</returns>
    public int Start()
    {
        bool written;
        (long Bytes, int Epoch) place;
        lock (_lock)
        {
            written = _owed.Write();
            place = Place;
        }

        return written ? _lines.Answered(Confirm(place)) : LastError;
    }

    /// <summary>Writes one event line.</summary>
    /// <param name="type">Wire name, for the counts.</param>
    /// <param name="members">A JSON object with the envelope's members and the data.</param>
    /// <param name="truncated">Whether the data was left out.</param>
    /// <returns>The event's <c>seq</c>, -1 when the disk refused it, or <see cref="AfterEnd"/>.</returns>
    public long Append(string type, EventBytes members, bool truncated)
    {
        long seq = TryAppend(type, members, truncated, mayWait: _waitForRoom > TimeSpan.Zero, out (long Bytes, int Epoch) place);
        if (seq == NoRoom)
        {
            var waiting = Stopwatch.StartNew();
            do
            {
                TimeSpan left = _waitForRoom - waiting.Elapsed;
                seq = TryAppend(type, members, truncated, mayWait: left > TimeSpan.Zero && _behind!.WaitForRoom(left), out place);
            }
            while (seq == NoRoom);
        }

        return seq < 0 || Confirm(place) is 0 ? seq : Unwritten(type, truncated);
    }

    /// <summary>Puts everything that was emitted so far on disk, whatever the level.</summary>
    /// <returns>Whether the disk has it.</returns>
    public bool Flush()
    {
        (long Bytes, int Epoch) place;
        lock (_lock)
        {
            if (_sealed)
            {
                return _commitsEach;
            }

            if (!_owed.WriteAll() || _owed.Drain() != 0)
            {
                return false;
            }

            place = Place;
        }

        return _lines.Answered(_commit.Commit(place.Bytes, place.Epoch)) == 0;
    }

    /// <summary>Hands what waits in memory to the operating system.</summary>
    public void HandOver()
    {
        if (_behind is not null)
        {
            lock (_lock)
            {
                _ = _sealed || _owed.Drain() == 0;
            }
        }
    }

    /// <summary>Records an event that could not be serialised.</summary>
    public void Reject(string type, string reason)
    {
        (long Bytes, int Epoch) place;
        lock (_lock)
        {
            _loss.CountRejected();
            if (_sealed)
            {
                return;
            }

            _owed.Add(_clock.Now, 1, reason, type);
            _ = _owed.Write();
            place = Place;
        }

        _ = Confirm(place);
    }

    /// <summary>Writes the last line, once. A disk that refuses it is asked again at once: how a run ended is worth more than one event.</summary>
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
        }

        for (int attempt = 1; !TrySeal(outcome); attempt++)
        {
            if (attempt == SealAttempts)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Run '{_runId}' could not be sealed (error {LastError})."));
            }
        }
    }

    /// <summary>Asks the disk once more for the last line of a run that it did not let be sealed.</summary>
    /// <returns>Whether the run is sealed now.</returns>
    public bool SealAgain(RunOutcome outcome)
    {
        try
        {
            return TrySeal(outcome);
        }
        catch (IOException)
        {
            return false; // such as a file that cannot be read for its hash
        }
    }

    /// <summary>Takes a file back that the disk gave no space for its first line, so that the id can be used again.</summary>
    public void Discard()
    {
        _behind?.Dispose();
        _file.Discard();
        _loss.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _behind?.Dispose();
        _file.Dispose();
        lock (_lock)
        {
            _loss.Close();
        }
    }

    private (long Bytes, int Epoch) Place => (_lines.At.Bytes, _commit.Epoch);

    private bool TrySeal(RunOutcome outcome)
    {
        (long Bytes, int Epoch) place;
        lock (_lock)
        {
            bool written = _owed.WriteAll() && _owed.Drain() == 0 && WriteEnd(outcome) && _owed.Drain() == 0;
            if (_file.Path is null)
            {
                return true; // every event was counted as dropped, and that was said when the run started
            }

            place = Place;
            if (!written)
            {
                return false;
            }
        }

        return Confirm(place) == 0;
    }

    private long TryAppend(string type, EventBytes members, bool truncated, bool mayWait, out (long Bytes, int Epoch) place)
    {
        lock (_lock)
        {
            place = default;
            if (_sealed)
            {
                _loss.CountRejected();
                return AfterEnd;
            }

            DateTimeOffset now = _clock.Now;
            if (_lines.Answered(_behind?.Ask(members.WrittenCount) ?? 0) == 0 && _owed.Write() && _lines.WriteEvent(members, now))
            {
                _loss.CountWritten(type, truncated);
                place = Place;
                return _lines.At.NextSeq - 1;
            }

            if (mayWait && LastError == WriteBehind.NoRoom)
            {
                return NoRoom;
            }

            _loss.CountDropped();
            _owed.Add(now, 1, LastError);
            return -1;
        }
    }

    /// <summary>Waits until what was written counts as written.</summary>
    /// <returns>0, or the system's error code.</returns>
    private int Confirm((long Bytes, int Epoch) place) => _commitsEach ? _commit.Commit(place.Bytes, place.Epoch) : 0;

    /// <summary>Takes back an event that the disk does not have in the end.</summary>
    private long Unwritten(string type, bool truncated)
    {
        lock (_lock)
        {
            _loss.TakeBack(type, truncated);
        }

        return -1;
    }

    /// <summary>Goes back to the last place that the disk has: the lines after it were acknowledged to nobody. Under the run's lock.</summary>
    private void TakeBack(RunPosition durable, int error)
    {
        long count = _lines.At.NextSeq - durable.NextSeq;
        _lines.At = durable;
        _lines.Answered(error);
        if (count > 0)
        {
            _owed.Add(_clock.Now, count, error);
        }
    }

    private bool WriteEnd(RunOutcome outcome) =>
        _lines.WriteRecord(
            new RunEnd
            {
                RunId = _runId,
                Status = outcome.Status,
                StopReason = outcome.StopReason,
                Success = outcome.Success,
                SuccessSource = outcome.SuccessSource,
                Error = outcome.Error,
                EndedAt = _clock.Now,
                Events = _lines.At.NextSeq,
                Bytes = _lines.At.Bytes,
                Counts = _loss.CountsByType(),
                Loss = _loss.ToRecord(_redactions),
                Sha256 = _file.HashAll(),
            },
            RunFilesJson.Default.RunEnd);
}
