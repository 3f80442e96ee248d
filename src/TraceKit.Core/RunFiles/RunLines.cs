using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Redaction;

namespace TraceKit.RunFiles;

/// <summary>Makes the lines of one run and hands them on: each with the checksum that continues the line before. Under the run's lock.</summary>
internal sealed class RunLines
{
    private readonly RunFile _file;
    private readonly WriteBehind? _behind;
    private readonly GroupCommit _commit;
    private readonly RunRedactor _redactor;
    private readonly RedactionCounts _redactions;
    private readonly LineBuffer _record = new();
    private readonly LineBuffer _redacted = new();
    private readonly byte[] _first;
    private readonly byte[] _eventStart;
    private readonly LineTime _time = new();

    /// <summary>Prepares the lines of a run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="first">The run line, without its checksum.</param>
    /// <param name="file">Where they go.</param>
    /// <param name="behind">Where they wait before, or null.</param>
    /// <param name="commit">Told of each line.</param>
    /// <param name="redactor">What takes secrets out of records.</param>
    /// <param name="redactions">Counts what was taken out.</param>
    public RunLines(string runId, byte[] first, RunFile file, WriteBehind? behind, GroupCommit commit, RunRedactor redactor, RedactionCounts redactions)
    {
        (_file, _behind, _commit, _redactor, _redactions) = (file, behind, commit, redactor, redactions);
        _first = redactor.Redact(first, _redacted, redactions) ? _redacted.Written.ToArray() : first;
        _redacted.Clear();
        _eventStart = Encoding.UTF8.GetBytes($"{{\"kind\":\"event\",\"run_id\":\"{runId}\",\"seq\":");
    }

    /// <summary>How far the run has come.</summary>
    public RunPosition At { get; set; } = RunPosition.Start;

    /// <summary>What the disk last answered; 0 when it took everything.</summary>
    public int LastError { get; private set; }

    /// <summary>Says what the disk answered elsewhere.</summary>
    /// <returns>The same.</returns>
    public int Answered(int error) => LastError = error;

    /// <summary>Writes the first line.</summary>
    public bool WriteFirst()
    {
        _record.Write(_first);
        _record.Reopen();
        return WriteRecord(_record);
    }

    /// <summary>Writes an event where it stands: what the run adds goes into the room around it.</summary>
    /// <param name="members">A JSON object with the envelope's members and the data.</param>
    /// <param name="now">The event's time.</param>
    public bool WriteEvent(EventBytes members, DateTimeOffset now)
    {
        Span<byte> room = members.Surrounded;
        int start = Start(room[..(EventBytes.Front + 1)], now);
        int end = EventBytes.Front + members.WrittenCount - 1; // the brace that closes the object
        uint crc = LineChecksum.Continue(At.Crc, room[start..end]);
        end += LineChecksum.WriteTail(crc, room[end..]);
        if (!HandOn(room[start..end], crc, isEvent: true))
        {
            return false;
        }

        At = At with { NextSeq = At.NextSeq + 1 };
        _commit.Reached(At);
        return true;
    }

    /// <summary>Writes a record, without its secrets.</summary>
    public bool WriteRecord<TRecord>(TRecord record, JsonTypeInfo<TRecord> contract)
    {
        using (var json = new Utf8JsonWriter(_record, EventBuffer.WriterOptions))
        {
            JsonSerializer.Serialize(json, record, contract);
        }

        LineBuffer line = _record;
        if (_redactor.Redact(_record.Written, _redacted, _redactions))
        {
            _record.Clear();
            line = _redacted;
        }

        line.Reopen();
        return WriteRecord(line);
    }

    private bool WriteRecord(LineBuffer line)
    {
        uint crc = line.Close(At.Crc);
        bool written = HandOn(line.Written, crc, isEvent: false);
        line.Clear();
        return written;
    }

    /// <summary>Writes kind, run, seq and time so that they end where the event's members begin.</summary>
    /// <param name="room">What stands before the first member.</param>
    /// <param name="now">The event's time.</param>
    /// <returns>Where the line starts.</returns>
    private int Start(Span<byte> room, DateTimeOffset now)
    {
        ReadOnlySpan<byte> timeName = ",\"time\":\""u8;
        ReadOnlySpan<byte> timeEnd = "\","u8;
        Span<byte> seq = stackalloc byte[20];
        Utf8Formatter.TryFormat(At.NextSeq, seq, out int digits);
        int at = room.Length - timeEnd.Length;
        timeEnd.CopyTo(room[at..]);
        at -= LineTime.Length;
        _time.Write(now, room[at..]);
        at -= timeName.Length;
        timeName.CopyTo(room[at..]);
        at -= digits;
        seq[..digits].CopyTo(room[at..]);
        at -= _eventStart.Length;
        _eventStart.CopyTo(room[at..]);
        return at;
    }

    /// <summary>Hands a line on; its checksum counts only once it was taken.</summary>
    private bool HandOn(ReadOnlySpan<byte> line, uint crc, bool isEvent)
    {
        LastError = _behind?.Add(line, isEvent) ?? _file.Append(line);
        if (LastError == 0)
        {
            At = new RunPosition(At.Bytes + line.Length, At.NextSeq, crc);
            _commit.Appended(line);
            _commit.Reached(At);
        }

        return LastError == 0;
    }
}
