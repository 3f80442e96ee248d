using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract.Writing;
using TraceKit.ModelOutput;
using TraceKit.Reading;

namespace TraceKit.RunFiles;

/// <summary>A reusable buffer, one a thread, in which an event's members are serialised before the run's lock is taken.</summary>
internal sealed class EventBuffer : IDisposable
{
    [ThreadStatic]
    private static EventBuffer? cached;

    private readonly Utf8JsonWriter _json;
    private readonly EventBytes _bytes = new();
    private readonly EventJson _direct;
    private Utf8JsonWriter? _origins;
    private bool _abandoned;
    private bool _spoilt;

    private EventBuffer()
    {
        _json = new Utf8JsonWriter(_bytes, WriterOptions);
        _direct = new EventJson(_bytes, _json);
    }

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

    /// <summary>Where text of the user's may begin: what stands before it are words of the contract, numbers, and ids in hexadecimal digits.</summary>
    public int Unchecked { get; private set; }

    /// <summary>The envelope and the data as one JSON object.</summary>
    public EventBytes Object => _bytes;

    /// <summary>Takes the object without its secrets, when it had any.</summary>
    public EventBytes Redacted { get; } = new();

    /// <summary>Takes the object as it fits the line, when it has to be made to fit.</summary>
    public EventBytes Packed { get; } = new();

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

    /// <summary>Serialises an event by generated code, where all of it is ordinary.</summary>
    /// <returns>Whether it did; where not, <see cref="Write"/> has to.</returns>
    public bool TryWrite<TEvent>(in EventEnvelope envelope, TEvent data, DirectPath<TEvent> path)
    {
        try
        {
            _direct.Start();
            _direct.Raw("{"u8);
            bool known = envelope.Role == path.Role;
            WriteEnvelope(envelope, known ? path.Head : default);
            _direct.Raw("\"data\":"u8);
            int start = _bytes.WrittenCount;
            if (path.TryWrite(_direct, data))
            {
                Data = start.._bytes.WrittenCount;
                Unchecked = known && envelope.HasNoTexts ? start : 0;
                End(_direct.Replaced);
                return true;
            }
        }
        catch (Exception)
        {
            // such as a list that another thread changes: the serializer says what is wrong with it
        }

        _bytes.Clear();
        return false;
    }

    /// <summary>Serialises an event. What a user's getter throws comes out of here.</summary>
    public void Write<TEvent>(in EventEnvelope envelope, TEvent data, JsonTypeInfo<TEvent> contract)
    {
        _spoilt = true;
        Unchecked = 0;
        _json.Reset(_bytes);
        _json.WriteStartObject();
        _json.Flush();
        _direct.Start();
        WriteEnvelope(envelope);
        _json.WritePropertyName("data"u8);
        _json.Flush();
        int start = _bytes.WrittenCount;
        JsonSerializer.Serialize(_json, data, contract);
        _json.Flush();
        Data = start.._bytes.WrittenCount;
        if (_bytes.WrittenSpan[start..].Contains((byte)'\n'))
        {
            throw new JsonException("a converter wrote a raw line feed, and a record is one line");
        }

        Replaced = ReplacedCharacters.In(_bytes.WrittenSpan);
        if (Replaced > 0)
        {
            _json.WriteNumber("replaced"u8, Replaced);
        }

        _json.WriteEndObject();
        _json.Flush();
        _spoilt = false;
    }

    /// <summary>Writes the event once more without its data, which is too long for a line.</summary>
    public void WriteTruncated(in EventEnvelope envelope)
    {
        (int start, int length) = Data.GetOffsetAndLength(_bytes.WrittenCount);
        string hash = Convert.ToHexStringLower(SHA256.HashData(_bytes.WrittenSpan.Slice(start, length)));
        Unchecked = 0;
        _bytes.Clear();
        _direct.Start();
        _direct.Raw("{"u8);
        WriteEnvelope(envelope);
        _direct.Raw("\"data\":null"u8);
        _direct.Number(",\"truncated\":{\"length\":"u8, length);
        _direct.Text(",\"sha256\":"u8, hash);
        _direct.Raw("}"u8);
        End(Replaced);
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

    /// <summary>Writes the members that stand before the data, each with a comma after it.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="head">Role, type and version as JSON, when they are known. Default: they are written.</param>
    private void WriteEnvelope(in EventEnvelope envelope, ReadOnlySpan<byte> head = default)
    {
        if (envelope.Step is { } step)
        {
            _direct.Number("\"step\":"u8, step);
            _direct.Raw(","u8);
        }

        if (head.IsEmpty)
        {
            WriteHead(envelope);
        }
        else
        {
            _direct.Raw(head);
        }

        Number(",\"answers\":"u8, envelope.Answers);
        Number(",\"decision\":"u8, envelope.Decision);
        Text(",\"span_id\":"u8, envelope.SpanId);
        Text(",\"parent_span_id\":"u8, envelope.ParentSpanId);
        if (envelope.Parsed is { } parsed)
        {
            Write(parsed);
        }

        if (envelope.Origin is { } origin)
        {
            _direct.Raw(",\"origin\":"u8);
            Utf8JsonWriter json = _origins ??= new Utf8JsonWriter(_bytes, WriterOptions);
            json.Reset(_bytes);
            JsonSerializer.Serialize(json, origin, RunFilesJson.Default.EventOrigin);
            json.Flush();
        }

        _direct.Raw(","u8);
    }

    private void WriteHead(in EventEnvelope envelope)
    {
        if (envelope.Role is { } role)
        {
            _direct.Text("\"role\":"u8, role);
            _direct.Raw(","u8);
        }

        _direct.Text("\"type\":"u8, envelope.Type);
        _direct.Number(",\"version\":"u8, envelope.Version);
    }

    private void Write(ModelOutputSpan parsed)
    {
        _direct.Text(",\"parsed\":"u8, parsed.Method.ToWireName());
        if (parsed.Method != ParseMethod.Repaired)
        {
            _direct.Number(",\"parsed_at\":["u8, parsed.Start);
            _direct.Number(","u8, parsed.Length);
            _direct.Raw("]"u8);
        }
    }

    private void End(int replaced)
    {
        Replaced = replaced;
        if (replaced > 0)
        {
            _direct.Number(",\"replaced\":"u8, replaced);
        }

        _direct.Raw("}"u8);
    }

    private void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            _direct.Number(name, number);
        }
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _direct.Text(name, value);
        }
    }
}
