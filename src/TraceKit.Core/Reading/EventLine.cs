using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.RunFiles;

namespace TraceKit.Reading;

/// <summary>Reads the members of an event line. The line is known to be strict JSON.</summary>
internal ref struct EventLine
{
    private readonly ReadOnlyMemory<byte> _line;
    private Utf8JsonReader _reader;
    private RecordedEvent _event;
    private int _required;

    private EventLine(ReadOnlyMemory<byte> line, RecordedEvent start)
    {
        _line = line;
        _reader = new Utf8JsonReader(line.Span, new JsonReaderOptions { MaxDepth = RunFormat.MaxDepth });
        _event = start;
    }

    /// <summary>Reads an event line.</summary>
    /// <exception cref="JsonException">A member is missing, unknown or of the wrong type; the message names it.</exception>
    public static RecordedEvent Read(ReadOnlyMemory<byte> line, long lineNumber, long offset)
    {
        var reading = new EventLine(line, new RecordedEvent
        {
            RunId = string.Empty,
            Seq = -1,
            Time = default,
            Type = string.Empty,
            Version = 0,
            LineNumber = lineNumber,
            Offset = offset,
            Line = line,
            Data = default,
        });
        return reading.ReadMembers();
    }

    private RecordedEvent ReadMembers()
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

        return _required == 0b111111
            ? _event
            : throw new JsonException("an event has the members run_id, seq, time, type, version and data; one is missing");
    }

    private void ReadMember(string name)
    {
        switch (name)
        {
            case "kind" or "crc":
                break;
            case "run_id":
                Set(0, _event with { RunId = Text() });
                break;
            case "seq":
                Set(1, _event with { Seq = _reader.GetInt64() });
                break;
            case "time":
                Set(2, _event with { Time = Nested(RunFilesJson.Default.DateTimeOffset) });
                break;
            case "type":
                Set(3, _event with { Type = Text() });
                break;
            case "version":
                Set(4, _event with { Version = _reader.GetInt32() });
                break;
            case "data":
                int start = (int)_reader.TokenStartIndex;
                _reader.Skip();
                Set(5, _event with { Data = _line[start..(int)_reader.BytesConsumed] });
                break;
            default:
                ReadOptional(name);
                break;
        }
    }

    private void ReadOptional(string name) => _event = name switch
    {
        "step" => _event with { Step = _reader.GetInt32() },
        "role" => _event with { Role = Text() },
        "answers" => _event with { Answers = _reader.GetInt64() },
        "decision" => _event with { Decision = _reader.GetInt64() },
        "span_id" => _event with { SpanId = Text() },
        "parent_span_id" => _event with { ParentSpanId = Text() },
        "parsed" => _event with { Parsed = Text() },
        "parsed_at" => _event with { ParsedAt = Pair() },
        "origin" => _event with { Origin = Nested(RunFilesJson.Default.EventOrigin) },
        "truncated" => _event with { IsTruncated = SkipObject() },
        _ => throw new JsonException(
            $"an event has no member '{name}'", path: null, lineNumber: 0, bytePositionInLine: _reader.TokenStartIndex - Encoding.UTF8.GetByteCount(name) - 3),
    };

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

    private bool SkipObject()
    {
        bool isObject = _reader.TokenType == JsonTokenType.StartObject;
        _reader.Skip();
        return isObject ? true : throw new InvalidOperationException();
    }

    private void Set(int bit, RecordedEvent changed)
    {
        _event = changed;
        _required |= 1 << bit;
    }
}
