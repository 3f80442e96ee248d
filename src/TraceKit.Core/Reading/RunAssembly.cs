using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Gathers the lines of one run and checks what only the whole can show: order, checksum chain, references, seal.</summary>
/// <param name="header">The run line.</param>
/// <param name="headerLine">Its bytes.</param>
/// <param name="headerOffset">Where they are.</param>
/// <param name="again">Reads bytes of the file once more: then events are not kept. Default: they are.</param>
internal sealed class RunAssembly(RunHeader header, ReadOnlyMemory<byte> headerLine, long headerOffset, Func<long, int, ReadOnlyMemory<byte>>? again) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<RecordedEvent> _events = [];
    private readonly List<RunGap> _gaps = [];
    private readonly List<(long Offset, int Length)> _places = [];

    private uint? _crc = LineChecksum.Seed;
    private long _count;
    private long _lastSeq = -1;
    private long _bytes;
    private ReadOnlyMemory<byte> _lastLine;
    private RunEnd? _end;
    private ReadOnlyMemory<byte> _endLine;

    public bool HasErrors { get; set; }

    public bool IsEnded => _end is not null;

    public string RunId => header.RunId;

    /// <summary>Continues the checksum chain.</summary>
    /// <returns>What is wrong with the line's checksum, or null.</returns>
    public string? CheckCrc(ReadOnlySpan<byte> line)
    {
        if (!LineTail.TryReadCrc(line, out uint stated))
        {
            _crc = null;
            return "the line does not end in its checksum (,\"crc\":\"xxxxxxxx\"})";
        }

        uint? seed = _crc;
        _crc = stated;
        if (seed is null || LineChecksum.Continue(seed.Value, line[..^RunFormat.CrcTailLength]) == stated)
        {
            return null;
        }

        return "the checksum does not fit: the line, or one before it, was changed, lost, inserted or moved";
    }

    /// <summary>Loses the chain: a line of the file cannot be read, so what follows it cannot be checked against it.</summary>
    public void LoseChain() => _crc = null;

    public void AddBytes(ReadOnlyMemory<byte> line)
    {
        _lastLine = line;
        _hash.AppendData(line.Span);
        _hash.AppendData("\n"u8);
        _bytes += line.Length + 1;
    }

    /// <summary>The event with a <c>seq</c>, if it was read; where events are not kept, it is read once more.</summary>
    public RecordedEvent? Find(long seq)
    {
        if (again is not null)
        {
            return seq >= 0 && seq < _places.Count && ReadAgain(_places[(int)seq]) is { } found && found.Seq == seq ? found : null;
        }

        return seq >= 0 && seq < _events.Count && _events[(int)seq].Seq == seq ? _events[(int)seq] : null;
    }

    public void Add(RunGap gap)
    {
        if (again is null)
        {
            _gaps.Add(gap);
        }
    }

    /// <returns>What is wrong with the event's place, or null.</returns>
    public (string Rule, string Message)? Add(RecordedEvent recorded)
    {
        long expected = _lastSeq + 1;
        _lastSeq = recorded.Seq;
        _count++;
        if (again is null)
        {
            _events.Add(recorded);
        }
        else
        {
            _places.Add((recorded.Offset, recorded.Line.Length));
        }

        if (recorded.Seq != expected)
        {
            return (TraceRules.Sequence, string.Create(CultureInfo.InvariantCulture, $"seq {expected} was expected, {recorded.Seq} was found"));
        }

        return Dangling(recorded.Answers, recorded) ?? Dangling(recorded.Decision, recorded);
    }

    /// <returns>What does not fit between the seal and what is before it.</returns>
    public IEnumerable<string> End(RunEnd end, ReadOnlyMemory<byte> line)
    {
        _end = end;
        _endLine = line;
        if (end.Events != _count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the seal counts {end.Events} events, the file has {_count}");
        }

        if (end.Bytes != _bytes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the seal counts {end.Bytes} bytes before it, the file has {_bytes}");
        }

        string actual = Convert.ToHexStringLower(_hash.GetCurrentHash());
        if (!string.Equals(end.Sha256, actual, StringComparison.Ordinal))
        {
            yield return $"the seal's SHA-256 is {end.Sha256}, that of the bytes before it is {actual}";
        }

        if (end.Loss.Emitted != end.Loss.Written + end.Loss.Dropped + end.Loss.Rejected || end.Loss.Written != end.Events)
        {
            yield return "the loss ledger does not add up: emitted = written + dropped + rejected, and written = events";
        }
    }

    public RecordedRun ToRun(string file) => new()
    {
        File = file,
        Header = header,
        HeaderLine = headerLine,
        HeaderOffset = headerOffset,
        LastLine = _lastLine,
        Events = _events,
        Gaps = _gaps,
        End = _end,
        EndLine = _endLine,
        IsSound = !HasErrors,
    };

    public void Dispose() => _hash.Dispose();

    private RecordedEvent? ReadAgain((long Offset, int Length) place)
    {
        try
        {
            return EventLine.Read(again!(place.Offset, place.Length), 0, place.Offset);
        }
        catch (JsonException)
        {
            return null; // the file is being changed while it is read
        }
    }

    private static (string Rule, string Message)? Dangling(long? reference, RecordedEvent recorded) =>
        reference is { } seq && (seq < 0 || seq >= recorded.Seq)
            ? (TraceRules.Reference, string.Create(CultureInfo.InvariantCulture, $"the event refers to seq {seq}, which is not before it"))
            : null;
}
