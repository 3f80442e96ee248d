using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.ModelOutput;
using TraceKit.Reading;

namespace TraceKit.RunFiles;

/// <summary>A reusable buffer, one a thread, in which an event's members are serialised before the run's lock is taken.</summary>
internal sealed class EventBuffer : IDisposable
{
    private const int KeptCapacity = 256 * 1024;

    [ThreadStatic]
    private static EventBuffer? cached;

    private readonly Utf8JsonWriter _json;

    private readonly EventBytes _bytes = new();

    private bool _abandoned;

    private bool _spoilt;

    private EventBuffer() => _json = new Utf8JsonWriter(_bytes, WriterOptions);

    /// <summary>How every line is written: compact, and escaping only what JSON demands.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = RunFormat.MaxDepth,
    };

    /// <summary>How many broken characters of the event were written as U+FFFD.</summary>
    public int Replaced { get; private set; }

    /// <summary>Where the data starts and how long it is, within <see cref="Object"/>.</summary>
    public Range Data { get; private set; }

    /// <summary>The envelope and the data as one JSON object.</summary>
    public ReadOnlySpan<byte> Object => _bytes.WrittenSpan;

    /// <summary>Takes the object without its secrets, when it had any.</summary>
    public ArrayBufferWriter<byte> Redacted { get; private set; } = new(256);

    /// <summary>Takes the object as it fits the line, when it has to be made to fit.</summary>
    public ArrayBufferWriter<byte> Packed { get; private set; } = new(256);

    /// <summary>Takes the thread's buffer; a nested call on the same thread (an event emitted by a getter) gets one of its own.</summary>
    public static EventBuffer Rent()
    {
        EventBuffer buffer = cached ?? new EventBuffer();
        cached = null;
        return buffer;
    }

    /// <summary>Gives the buffer back, cleared: it held prompts.</summary>
    public void Dispose()
    {
        if (_abandoned || _spoilt)
        {
            return; // a converter may have disposed the writer, or kept it
        }

        _bytes.Clear();
        Redacted.Clear();
        Packed.Clear();
        if (Redacted.Capacity + Packed.Capacity > KeptCapacity)
        {
            Redacted = new ArrayBufferWriter<byte>(256);
            Packed = new ArrayBufferWriter<byte>(256);
        }

        cached = this;
    }

    /// <summary>Leaves the buffer to the code that is still writing into it; what it writes next is refused.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _bytes.Abandon();
    }

    /// <summary>Checks what code of the user's has written: strict JSON as readers demand it.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public void ThrowIfNotStrict()
    {
        if (LineCheck.Problem(_bytes.WrittenMemory) is var (_, _, message))
        {
            throw new JsonException(message);
        }

        ReadOnlySpan<byte> data = _bytes.WrittenSpan[Data];
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = RunFormat.MaxDepth });
        reader.Read();
        reader.Skip();
        if (reader.BytesConsumed != data.Length)
        {
            throw new JsonException("a converter wrote more than one value");
        }
    }

    /// <summary>Serialises an event. What a user's getter throws comes out of here.</summary>
    public void Write<TEvent>(in EventEnvelope envelope, TEvent data, JsonTypeInfo<TEvent> contract)
    {
        _spoilt = true;
        Begin(envelope);
        _json.Flush();
        int start = _bytes.WrittenCount;
        JsonSerializer.Serialize(_json, data, contract);
        _json.Flush();
        Data = start.._bytes.WrittenCount;
        if (_bytes.WrittenSpan[start..].Contains((byte)'\n'))
        {
            throw new JsonException("a converter wrote a raw line feed, and a record is one line");
        }

        WriteReplaced(CountReplaced(_bytes.WrittenSpan));
        _json.WriteEndObject();
        _json.Flush();
        _spoilt = false;
    }

    /// <summary>Writes the event once more without its data, which is too long for a line.</summary>
    public void WriteTruncated(in EventEnvelope envelope)
    {
        (int start, int length) = Data.GetOffsetAndLength(_bytes.WrittenCount);
        string hash = Convert.ToHexStringLower(SHA256.HashData(_bytes.WrittenSpan.Slice(start, length)));
        _bytes.Clear();
        Begin(envelope);
        _json.WriteNullValue();
        _json.WriteStartObject("truncated"u8);
        _json.WriteNumber("length"u8, length);
        _json.WriteString("sha256"u8, hash);
        _json.WriteEndObject();
        WriteReplaced(Replaced);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>
    /// Counts what was broken. The framework writes the replacement character as an escape where it replaces something, and as itself
    /// where it was given one: so they can be told apart in the output.
    /// </summary>
    private static int CountReplaced(ReadOnlySpan<byte> json)
    {
        int count = 0;
        for (int at = json.IndexOf("\\uFFFD"u8); at >= 0;)
        {
            int backslashes = at + 1 - (json[..at].LastIndexOfAnyExcept((byte)'\\') + 1);
            count += backslashes % 2;
            int next = json[(at + 6)..].IndexOf("\\uFFFD"u8);
            at = next < 0 ? -1 : at + 6 + next;
        }

        return count;
    }

    private void WriteReplaced(int count)
    {
        Replaced = count;
        WriteNumber("replaced"u8, count > 0 ? count : null);
    }

    /// <summary>Serialises data alone, byte for byte as an event's data is written.</summary>
    public static string ToText<TData>(TData data, JsonTypeInfo<TData> contract)
    {
        using EventBuffer buffer = Rent();
        buffer._json.Reset(buffer._bytes);
        JsonSerializer.Serialize(buffer._json, data, contract);
        buffer._json.Flush();
        return Encoding.UTF8.GetString(buffer._bytes.WrittenSpan);
    }

    /// <summary>Writes a JSON text of the caller's own.</summary>
    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using EventBuffer buffer = Rent();
        buffer._json.Reset(buffer._bytes);
        write(buffer._json);
        buffer._json.Flush();
        return Encoding.UTF8.GetString(buffer._bytes.WrittenSpan);
    }

    private void Begin(in EventEnvelope envelope)
    {
        _json.Reset(_bytes);
        _json.WriteStartObject();
        WriteNumber("step"u8, envelope.Step);
        WriteString("role"u8, envelope.Role);
        _json.WriteString("type"u8, envelope.Type);
        _json.WriteNumber("version"u8, envelope.Version);
        WriteNumber("answers"u8, envelope.Answers);
        WriteNumber("decision"u8, envelope.Decision);
        WriteString("span_id"u8, envelope.SpanId);
        WriteString("parent_span_id"u8, envelope.ParentSpanId);
        if (envelope.Parsed is { } parsed)
        {
            _json.WriteString("parsed"u8, parsed.Method.ToWireName());
            if (parsed.Method != ParseMethod.Repaired)
            {
                _json.WriteStartArray("parsed_at"u8);
                _json.WriteNumberValue(parsed.Start);
                _json.WriteNumberValue(parsed.Length);
                _json.WriteEndArray();
            }
        }

        if (envelope.Origin is { } origin)
        {
            _json.WritePropertyName("origin"u8);
            JsonSerializer.Serialize(_json, origin, RunFilesJson.Default.EventOrigin);
        }

        _json.WritePropertyName("data"u8);
    }

    private void WriteNumber(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            _json.WriteNumber(name, number);
        }
    }

    private void WriteString(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }
}
