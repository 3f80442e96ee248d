using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Payloads;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Reads the members of an event line. The line is known to be strict JSON.</summary>
internal ref struct EventLine
{
    private readonly ReadOnlyMemory<byte> _line;
    private Utf8JsonReader _reader;
    private string? _runId;
    private long? _seq;
    private DateTimeOffset? _time;
    private string? _type;
    private int? _version;
    private ReadOnlyMemory<byte>? _data;
    private int? _step;
    private string? _role;
    private long? _answers;
    private long? _decision;
    private string? _spanId;
    private string? _parentSpanId;
    private string? _parsed;
    private (int Start, int Length)? _parsedAt;
    private EventOrigin? _origin;
    private bool _truncated;
    private BlobReference[]? _blobs;
    private HistoryBase? _base;
    private int _replaced;

    private EventLine(ReadOnlyMemory<byte> line)
    {
        _line = line;
        _reader = new Utf8JsonReader(line.Span, new JsonReaderOptions { MaxDepth = RunFormat.MaxDepth });
    }

    /// <summary>Reads an event line.</summary>
    /// <exception cref="JsonException">A member is missing, unknown or of the wrong type; the message names it.</exception>
    public static RecordedEvent Read(ReadOnlyMemory<byte> line, long lineNumber, long offset)
    {
        var reading = new EventLine(line);
        reading.ReadMembers();
        return reading.ToEvent(lineNumber, offset);
    }

    private readonly RecordedEvent ToEvent(long lineNumber, long offset)
    {
        if (_runId is null || _seq is not { } seq || _time is not { } time || _type is null || _version is not { } version || _data is not { } data)
        {
            throw new JsonException("an event has the members run_id, seq, time, type, version and data; one is missing");
        }

        return new RecordedEvent
        {
            RunId = _runId,
            Seq = seq,
            Time = time,
            Type = _type,
            Version = version,
            Step = _step,
            Role = _role,
            Answers = _answers,
            Decision = _decision,
            SpanId = _spanId,
            ParentSpanId = _parentSpanId,
            Parsed = _parsed,
            ParsedAt = _parsedAt,
            Origin = _origin,
            IsTruncated = _truncated,
            Blobs = _blobs ?? [],
            Base = _base,
            ReplacedCharacters = _replaced,
            LineNumber = lineNumber,
            Offset = offset,
            Line = _line,
            Data = data,
        };
    }

    private void ReadMembers()
    {
        _reader.Read();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = _reader.GetString()!;
            long column = _reader.TokenStartIndex;
            _reader.Read();
            try
            {
                ReadMember(name);
            }
            catch (Exception failure) when (failure is InvalidOperationException or FormatException)
            {
                throw new JsonException($"the member '{name}' of an event has the wrong type", path: null, lineNumber: 0, bytePositionInLine: column, failure);
            }
        }
    }

    private void ReadMember(string name)
    {
        switch (name)
        {
            case "kind" or "crc":
                break;
            case "run_id":
                _runId = Text();
                break;
            case "seq":
                _seq = _reader.GetInt64();
                break;
            case "time":
                _time = Nested(RunFilesJson.Default.DateTimeOffset);
                break;
            case "type":
                _type = Text();
                break;
            case "version":
                _version = _reader.GetInt32();
                break;
            case "data":
                int start = (int)_reader.TokenStartIndex;
                _reader.Skip();
                _data = _line[start..(int)_reader.BytesConsumed];
                break;
            default:
                ReadOptional(name);
                break;
        }
    }

    private void ReadOptional(string name)
    {
        switch (name)
        {
            case "step":
                _step = _reader.GetInt32();
                break;
            case "role":
                _role = Text();
                break;
            case "answers":
                _answers = _reader.GetInt64();
                break;
            case "decision":
                _decision = _reader.GetInt64();
                break;
            case "span_id":
                _spanId = Text();
                break;
            case "parent_span_id":
                _parentSpanId = Text();
                break;
            case "parsed":
                _parsed = Text();
                break;
            case "parsed_at":
                _parsedAt = Pair();
                break;
            case "origin":
                _origin = Nested(RunFilesJson.Default.EventOrigin);
                break;
            case "blobs":
                _blobs = Blobs();
                break;
            case "base":
                _base = Nested(RunFilesJson.Default.HistoryBase) ?? throw new InvalidOperationException();
                break;
            case "replaced":
                _replaced = _reader.GetInt32();
                break;
            case "truncated":
                _truncated = SkipObject();
                break;
            default:
                throw new JsonException(
                    $"an event has no member '{name}'", path: null, lineNumber: 0, bytePositionInLine: _reader.TokenStartIndex - Encoding.UTF8.GetByteCount(name) - 3);
        }
    }

    private string Text() => _reader.GetString() ?? throw new InvalidOperationException();

    private (int Start, int Length) Pair()
    {
        int[] numbers = Nested(RunFilesJson.Default.Int32Array) ?? [];
        return numbers is [var start, var length] ? (start, length) : throw new InvalidOperationException();
    }

    /// <summary>Reads a value by its contract; the serializer counts columns from the value's start, findings from the line's.</summary>
    private TValue? Nested<TValue>(JsonTypeInfo<TValue> contract)
    {
        long start = _reader.TokenStartIndex;
        try
        {
            return JsonSerializer.Deserialize(ref _reader, contract);
        }
        catch (JsonException failure)
        {
            throw new JsonException(failure.Message, failure.Path, lineNumber: 0, start + (failure.BytePositionInLine ?? 0), failure);
        }
    }

    private BlobReference[] Blobs()
    {
        BlobReference[] blobs = Nested(RunFilesJson.Default.BlobReferenceArray) ?? [];
        return blobs.Length > 0 && blobs.All(blob => blob is { Length: >= 0, Sha256.Length: 64 } && blob.Sha256.All(char.IsAsciiHexDigitLower))
            ? blobs
            : throw new InvalidOperationException();
    }

    private bool SkipObject()
    {
        bool isObject = _reader.TokenType == JsonTokenType.StartObject;
        _reader.Skip();
        return isObject ? true : throw new InvalidOperationException();
    }
}
